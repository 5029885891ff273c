package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** What the server believes the time to be: the simulator's clock plus a scripted skew. */
final class ServerTime implements InstantSource {
  private final SimulatorClock clock;
  private final AtomicReference<Duration> skew = new AtomicReference<>(Duration.ZERO);

  ServerTime(SimulatorClock clock) {
    this.clock = clock;
  }

  void skew(Duration value) {
    skew.set(value);
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(skew.get());
  }
}
