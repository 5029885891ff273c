package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the next round of bringing the session back is due. Until then the session is looked at in
 * the pace of the beats, which keeps the login alive. Thread-safe.
 */
final class NextRound {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration IN_A_WINDOW = Duration.ofMinutes(15);

  private final SessionMachine machine;
  private final SessionSettings settings;
  private final AuthRuntime runtime;
  private final Alarm alarm;

  NextRound(SessionMachine machine, SessionSettings settings, AuthRuntime runtime, Runnable round) {
    this.machine = machine;
    this.settings = settings;
    this.runtime = runtime;
    this.alarm = new Alarm(runtime, round);
  }

  /** Has it run now, on another thread. */
  void now() {
    alarm.in(Duration.ZERO);
  }

  /** Has it run within a second, or at a later time if there is one. */
  void soon(@Nullable Instant notBefore) {
    Instant soon = instant().plus(part(SOON));
    at(notBefore != null && notBefore.isAfter(soon) ? notBefore : soon);
  }

  /** Has it run at a time; at none, the session is only looked at. */
  void at(@Nullable Instant next) {
    machine.waiting(next);
    Duration look = pace();
    Duration wait = next == null ? look : Duration.between(instant(), next);
    alarm.in(wait.compareTo(look) < 0 ? wait : look);
  }

  /** Returns how long until the next look, if nothing else is due. */
  Duration pace() {
    Duration usual = settings.times().keepAlive();
    boolean quiet =
        machine.state() == State.MAINTENANCE
            && settings.calendar().maintenanceAt(instant()).isPresent()
            && usual.compareTo(IN_A_WINDOW) < 0;
    Duration whole = quiet ? IN_A_WINDOW : usual;
    return Duration.ofMillis(
        Math.max(1, Math.round(whole.toMillis() * (0.9 + 0.1 * runtime.random().nextDouble()))));
  }

  /** Takes it back for now. */
  void cancel() {
    alarm.cancel();
  }

  /** Takes it back for good. */
  void end() {
    alarm.end();
  }

  private Duration part(Duration whole) {
    return Duration.ofMillis(1 + Math.round(whole.toMillis() * runtime.random().nextDouble()));
  }

  private Instant instant() {
    return runtime.clock().instant();
  }
}
