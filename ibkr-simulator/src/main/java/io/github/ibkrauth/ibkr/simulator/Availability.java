package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Spell.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says whether a call should work: whether, by the calendar and the weather, the broker is there
 * for its user just now. A disturbance of a single request, a new address, a reset, and a rival who
 * gives way are no interruption: a good client gets over them by itself. {@link Faults} rules are
 * the test's own business and are not looked at. Thread-safe.
 */
public final class Availability {
  /** How far off an OAuth 2.0 client's clock may be: assertions are dated to a few seconds. */
  private static final Duration FORGIVEN = Duration.ofSeconds(5);

  private final Broker broker;
  private final ServiceCalendar calendar;
  private final Weather weather;
  private final BooleanSupplier gatewayLogin;

  Availability(
      Broker broker, ServiceCalendar calendar, Weather weather, BooleanSupplier gatewayLogin) {
    this.gatewayLogin = gatewayLogin;
    this.broker = broker;
    this.calendar = calendar;
    this.weather = weather;
  }

  /** Returns whether a user of a strategy can work now. */
  public boolean isUpFor(String strategyId) {
    return whyDown(strategyId).isEmpty();
  }

  /** Returns why a user of a strategy cannot work now; empty when he can. */
  public Optional<String> whyDown(String strategyId) {
    Objects.requireNonNull(strategyId, "strategyId");
    Instant now = broker.now();
    Optional<String> window = calendar.windowAt(now).map(open -> "maintenance window");
    Optional<String> outage = weather.outageAt(now).map(spell -> spell.kind().name());
    Optional<String> clock =
        datesItsLogins(strategyId) && weather.callersClockIsOffBy().abs().compareTo(FORGIVEN) > 0
            ? Optional.of("the caller's clock is wrong")
            : Optional.empty();
    Optional<String> login =
        strategyId.equals(GatewaySettings.STRATEGY) && !gatewayLogin.getAsBoolean()
            ? Optional.of("nobody is logged in at the gateway")
            : Optional.empty();
    return window.or(() -> outage).or(() -> clock).or(() -> login);
  }

  /**
   * Returns for how long a user of a strategy could work without an interruption; zero when he
   * cannot now, very long when there never was one. When somebody logged in at the gateway is not
   * looked at.
   */
  public Duration upFor(String strategyId) {
    if (!isUpFor(strategyId)) {
      return Duration.ZERO;
    }
    Instant now = broker.now();
    Predicate<Kind> interrupts =
        kind -> kind.isOutage() || (kind == Kind.CLOCK_JUMP && datesItsLogins(strategyId));
    return Stream.of(calendar.latestEnd(now), weather.latestEnd(now, interrupts))
        .flatMap(Optional::stream)
        .map(end -> Duration.between(end, now))
        .min(Duration::compareTo)
        .orElse(Duration.ofDays(36_500));
  }

  /** Returns how often the daily reset comes between two moments. */
  public int resetsBetween(Instant from, Instant until) {
    int count = 0;
    for (Instant reset = broker.resetAfter(from);
        !reset.isAfter(until);
        reset = broker.resetAfter(reset)) {
      count++;
    }
    return count;
  }

  private static boolean datesItsLogins(String strategyId) {
    return strategyId.equals(OAuth2Settings.STRATEGY);
  }
}
