package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A Client Portal Gateway and the session at it: what state it is in, and how to look after it.
 *
 * <p>No call throws for anything that the network, the gateway or the broker does: the results say
 * what was found, as a {@link GatewayCondition} and a sentence. No result holds the session's id.
 * An interrupt of the calling thread ends a call with {@link GatewayCondition#INTERRUPTED}; the
 * thread stays interrupted.
 *
 * <p>Thread-safe. Rounds of maintenance are made one at a time; the other calls do not wait for
 * them.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Gateway implements AutoCloseable {

  private static final Consumer<MaintenanceStep> NOBODY = step -> {};

  private final GatewayCalls calls;
  private final AuthRuntime runtime;
  private final URI address;
  private final URI api;
  private final Blanks blanks = new Blanks();
  private final Maintainer maintainer;
  private final Verifier verifier;
  private final AtomicBoolean loginAsked = new AtomicBoolean();
  private volatile boolean closed;

  /** Wraps calls, which are closed with this object. */
  Gateway(GatewayCalls calls, AuthRuntime runtime, URI address, URI api) {
    this.calls = calls;
    this.runtime = runtime;
    this.address = address;
    this.api = api;
    this.maintainer = new Maintainer(calls, runtime, blanks);
    this.verifier = new Verifier(calls, runtime.clock(), blanks);
  }

  /**
   * Makes the calls of a configured gateway, apart from any session; connects to nothing yet.
   *
   * @param config the settings of {@link GatewayKeys}; the strategy need not be chosen
   * @param runtime clock, waits, scheduler, and what the application lends
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException with every problem found
   */
  public static Gateway open(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(runtime, "runtime");
    GatewayCalls calls = HttpGatewayCalls.open(config, runtime);
    GatewaySettings settings = GatewaySettings.from(config);
    return new Gateway(calls, runtime, settings.gateway(), settings.api());
  }

  /** Tickles: asks for the state of the session and keeps it alive. At most once per second. */
  public TickleView tickle() {
    requireOpen();
    return TickleView.lenient(calls.tickle(), blanks);
  }

  /** Asks for the state of the brokerage session. */
  public GatewayStatus status() {
    requireOpen();
    return GatewayStatus.of(calls.status(), blanks);
  }

  /**
   * Verifies by three calls that the session can be used. The broker answers {@code sso/validate}
   * once per minute only: within a minute its last good answer is used again. Not for polling.
   */
  public GatewayVerification verify() {
    requireOpen();
    return verifier.verify(address, api);
  }

  /** Makes one round of maintenance. See {@link #maintain(MaintenancePolicy, Consumer)}. */
  public MaintenanceResult maintain(MaintenancePolicy policy) {
    return maintain(policy, NOBODY);
  }

  /**
   * Makes one round of maintenance. Our policy blocks for as long as its ladder takes: seconds as a
   * rule, some minutes at most. Its earlier attempts through this object hold further ones back;
   * NoETL's policy knows no such restraint.
   *
   * @param policy how
   * @param listener is told each step on the calling thread; one that throws ends the round
   */
  public MaintenanceResult maintain(MaintenancePolicy policy, Consumer<MaintenanceStep> listener) {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(listener, "listener");
    requireOpen();
    return round(policy, !policy.isNoetl(), listener, () -> closed);
  }

  /**
   * Makes a round of maintenance at once and then at every interval, until the watch is closed. See
   * {@link MaintenanceWatch}.
   *
   * @param policy how; earlier attempts hold further ones back with either policy
   * @param interval the time from the end of a round to the next; 1 s to 1 h
   * @param listener is told of each step and each round
   * @throws IllegalArgumentException when the interval is out of bounds
   * @throws java.util.concurrent.RejectedExecutionException when the runtime is closed
   */
  public MaintenanceWatch watch(
      MaintenancePolicy policy, Duration interval, MaintenanceWatch.Listener listener) {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(listener, "listener");
    requireOpen();
    MaintenanceWatch watch = new MaintenanceWatch(this, runtime, policy, interval, listener);
    watch.start();
    return watch;
  }

  /**
   * Opens the brokerage session, once. The answer may come before the session can be used: tickle
   * until it can. For a session that was lost there is {@link #maintain(MaintenancePolicy)}, which
   * holds itself back.
   *
   * @param compete whether to take it from another login of the same user
   */
  public AnswerView initialize(boolean compete) {
    requireOpen();
    return AnswerView.of(calls.initialize(compete), blanks);
  }

  /** Logs out. A human must log in again afterwards. */
  public AnswerView logout() {
    requireOpen();
    return AnswerView.of(calls.logout(), blanks);
  }

  /** Returns the page on which a human logs in. */
  public URI loginPage() {
    return calls.loginPage();
  }

  /** Frees the connections; does not log out. Watches end. */
  @Override
  public void close() {
    closed = true;
    calls.close();
  }

  boolean isClosed() {
    return closed;
  }

  MaintenanceResult round(
      MaintenancePolicy policy,
      boolean restrained,
      Consumer<MaintenanceStep> listener,
      BooleanSupplier stopped) {
    MaintenanceResult result = maintainer.round(policy, restrained, listener, stopped);
    askForLogin(result);
    return result;
  }

  /** Tells the runtime's listener once that a human must log in, until the session is ready. */
  private void askForLogin(MaintenanceResult result) {
    switch (result.outcome()) {
      case READY, RESTORED -> loginAsked.set(false);
      case LOGIN_REQUIRED -> {
        if (loginAsked.compareAndSet(false, true)) {
          runtime.emit(
              () ->
                  new AuthEvent.InteractionRequested(
                      runtime.clock().instant(),
                      GatewaySessionProvider.ID,
                      "",
                      loginPage(),
                      result.sentence()));
        }
      }
      default -> {
        // Neither is known to be so.
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This gateway was closed: open another.");
    }
  }

  @Override
  public String toString() {
    return "Gateway(" + address + ")";
  }
}
