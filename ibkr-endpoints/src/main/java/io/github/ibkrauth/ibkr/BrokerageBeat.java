package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.spi.KeepAlive;
import java.time.Duration;
import java.util.function.Supplier;

/** The tickle as something to be repeated. */
final class BrokerageBeat implements KeepAlive {

  private static final Duration SHORTEST_DEADLINE = Duration.ofMinutes(5);

  private final Duration interval;
  private final Supplier<TickleProbe.Finding> look;

  /**
   * Creates it.
   *
   * @param interval how often
   * @param look tickles, and tells the session what that proves
   */
  BrokerageBeat(Duration interval, Supplier<TickleProbe.Finding> look) {
    this.interval = interval;
    this.look = look;
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public Duration deadline() {
    Duration three = interval.multipliedBy(3);
    return three.compareTo(SHORTEST_DEADLINE) > 0 ? three : SHORTEST_DEADLINE;
  }

  @Override
  public Beat beat() {
    TickleProbe.Sign sign = look.get().sign();
    return switch (sign.verdict()) {
      case ALIVE -> Beat.OK;
      case DEAD -> sign == TickleProbe.Sign.NEEDS_USER ? Beat.NEEDS_USER : Beat.LOST;
      case UNKNOWN -> Beat.MISSED;
    };
  }
}
