package io.github.ibkrauth.ibkr;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Something that must have been done once before other calls work, such as asking for a list.
 * Remembers when that was, in steps of a sequence that all such facts share, so that a late
 * complaint about the time before does not undo it. Thread-safe.
 */
final class WarmUp {

  private static final long COLD = Long.MAX_VALUE;

  private final String name;
  private final boolean essential;
  private final List<WarmUp> before;
  private final AtomicLong sequence;
  private final Runnable ask;
  private final SingleFlight flight;
  private final AtomicLong since = new AtomicLong(COLD);

  /**
   * Creates it, cold.
   *
   * @param name what it is called
   * @param essential whether the session is no use without it
   * @param before what comes before it
   * @param sequence the shared sequence
   * @param ask does it
   * @param flight lets only one thread do it
   */
  WarmUp(
      String name,
      boolean essential,
      List<WarmUp> before,
      AtomicLong sequence,
      Runnable ask,
      SingleFlight flight) {
    this.name = name;
    this.essential = essential;
    this.before = List.copyOf(before);
    this.sequence = sequence;
    this.ask = ask;
    this.flight = flight;
  }

  String name() {
    return name;
  }

  boolean essential() {
    return essential;
  }

  /** Does it unless that was done. */
  void require() {
    before.forEach(WarmUp::require);
    if (since.get() == COLD) {
      flight.run(
          () -> {
            if (since.get() == COLD) {
              ask.run();
              fulfilled();
            }
          });
    }
  }

  /** Returns whether it was done. */
  boolean isDone() {
    return since.get() != COLD;
  }

  /** Notes that it was done. */
  void fulfilled() {
    since.set(sequence.incrementAndGet());
  }

  /** Forgets that it was done, if that was no later than a point of the sequence. */
  void lost(long seen) {
    since.updateAndGet(at -> at <= seen ? COLD : at);
  }

  /** Forgets that it was done. */
  void forget() {
    since.set(COLD);
  }
}
