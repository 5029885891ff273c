package io.github.ibkrauth.auth.oauth1a;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time as signatures state it: the server's, as far as its difference to ours was measured, in
 * whole seconds, and never less than it said before, since the server refuses a step back.
 * Thread-safe.
 */
final class SigningClock {

  private final InstantSource clock;
  private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);
  private volatile long skewMillis;
  private volatile Written last = new Written(0, "0");

  SigningClock(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns seconds since 1970. */
  long seconds() {
    long now = Math.floorDiv(clock.millis() + skewMillis, 1000L);
    long before = latest.get();
    return now > before ? latest.accumulateAndGet(now, Math::max) : before;
  }

  /** Returns {@link #seconds()} as a text. */
  String secondsText() {
    long seconds = seconds();
    Written written = last;
    if (written.seconds != seconds) {
      written = new Written(seconds, Long.toString(seconds));
      last = written;
    }
    return written.text;
  }

  /** Takes the server's clock minus ours. */
  void skew(Duration measured) {
    skewMillis = measured.toMillis();
  }

  /** Returns the server's clock minus ours, as last taken. */
  Duration skew() {
    return Duration.ofMillis(skewMillis);
  }

  /**
   * Lets the time step back: only after the server refused a time that lies ahead of its own, and
   * with the skew that it showed.
   */
  void restart(Duration measured) {
    skew(measured);
    latest.set(Long.MIN_VALUE);
  }

  /** A second and its text. */
  private record Written(long seconds, String text) {}
}
