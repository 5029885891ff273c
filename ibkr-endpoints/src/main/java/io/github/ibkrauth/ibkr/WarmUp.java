package io.github.ibkrauth.ibkr;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A list that must have been asked for once before other calls work. Remembers when that was, in
 * steps of a sequence that all such facts share, so that a late complaint about the time before
 * does not undo it. Thread-safe.
 */
final class WarmUp {

  private static final long COLD = Long.MAX_VALUE;

  private final AtomicLong sequence;
  private final Runnable ask;
  private final SingleFlight flight;
  private final AtomicLong since = new AtomicLong(COLD);

  /**
   * Creates it, cold.
   *
   * @param sequence the shared sequence
   * @param ask asks for the list
   * @param flight lets only one thread ask
   */
  WarmUp(AtomicLong sequence, Runnable ask, SingleFlight flight) {
    this.sequence = sequence;
    this.ask = ask;
    this.flight = flight;
  }

  /** Asks for the list unless that was done. */
  void require() {
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

  /** Notes that the list was asked for. */
  void fulfilled() {
    since.set(sequence.incrementAndGet());
  }

  /** Forgets that it was asked for, if that was no later than a point of the sequence. */
  void lost(long seen) {
    since.updateAndGet(at -> at <= seen ? COLD : at);
  }

  /** Forgets that it was asked for. */
  void forget() {
    since.set(COLD);
  }
}
