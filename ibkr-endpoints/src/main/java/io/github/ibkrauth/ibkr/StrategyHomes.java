package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.ibkr.endpoint.LimitSettings;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import io.github.ibkrauth.ibkr.endpoint.RequestLimiter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The strategy, and the same one at the other hosts that the settings allow. Each host is a
 * strategy of its own, so a credential only ever goes where its settings send it. Thread-safe.
 */
final class StrategyHomes {

  private final List<URI> hosts;
  private final Function<URI, AuthStrategy> elsewhere;
  private final AtomicInteger moves = new AtomicInteger();
  private volatile AuthStrategy current;

  /**
   * Creates it.
   *
   * @param first the strategy as the settings describe it
   * @param hosts where else it may go, in turn
   * @param elsewhere makes the strategy for another base address
   */
  StrategyHomes(AuthStrategy first, List<URI> hosts, Function<URI, AuthStrategy> elsewhere) {
    this.current = first;
    this.hosts = List.copyOf(hosts);
    this.elsewhere = elsewhere;
  }

  /**
   * Reads the hosts from the settings.
   *
   * @throws AuthConfigurationException when hosts are set and the strategy has no base address
   */
  static StrategyHomes of(
      AuthConfig config, AuthStrategies strategies, AuthStrategy first, AuthRuntime runtime) {
    List<URI> hosts = SessionSettings.from(config).hosts();
    String key = first.id() + ".base-url";
    boolean movable =
        strategies
            .provider(first.id())
            .filter(
                provider ->
                    provider.configSpec().keys().stream()
                        .map(ConfigKey::name)
                        .anyMatch(key::equals))
            .isPresent();
    if (!hosts.isEmpty() && !movable) {
      throw new AuthConfigurationException(
          List.of(
              "ibkr.session.hosts is set, but the strategy "
                  + first.id()
                  + " has no setting base-url that could be changed: leave it out."));
    }
    String name = config.prefix() + "." + key;
    return new StrategyHomes(
        first,
        hosts,
        host ->
            strategies.strategy(
                config.with("ibkr.session.hosts", Map.of(name, host.toString())), runtime));
  }

  /**
   * Returns a session that logs in with this, within the limits of the settings; one that the
   * application lends goes on counting where another client of the same user left off.
   */
  LazyAuthSession session(AuthConfig config, AuthRuntime runtime) {
    PenaltyBox box =
        runtime.service(PenaltyBox.class).orElseGet(() -> new PenaltyBox(runtime.clock()));
    RequestLimiter limiter =
        runtime
            .service(RequestLimiter.class)
            .orElseGet(
                () -> RequestLimiter.of(LimitSettings.from(config), current.id(), runtime, box));
    return new LazyAuthSession(this, runtime, limiter);
  }

  /** Returns the strategy to log in with. */
  AuthStrategy current() {
    return current;
  }

  /** Returns whether there is anywhere else to go. */
  boolean hasOthers() {
    return !hosts.isEmpty();
  }

  /**
   * Goes to the next host in turn.
   *
   * @param present where the session is now, which is passed over
   * @return where it goes
   */
  URI moveOn(@Nullable URI present) {
    URI next = hosts.get(Math.floorMod(moves.getAndIncrement(), hosts.size()));
    if (present != null && hosts.size() > 1 && sameHost(next, present)) {
      next = hosts.get(Math.floorMod(moves.getAndIncrement(), hosts.size()));
    }
    current = elsewhere.apply(next);
    return next;
  }

  private static boolean sameHost(URI a, URI b) {
    return a.getHost().equalsIgnoreCase(b.getHost()) && a.getPort() == b.getPort();
  }
}
