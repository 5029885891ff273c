package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted fault does to one request.
 *
 * @param answer the answer given instead of the real one; null to keep the real one
 * @param processed whether the request takes effect at the broker before the fault
 */
record Disturbance(@Nullable Answer answer, Delivery delivery, Duration delay, boolean processed) {
  static final Disturbance NONE = new Disturbance(null, Delivery.WHOLE, Duration.ZERO, true);

  /** How an answer reaches the caller. */
  enum Delivery {
    WHOLE,
    /** The head and half of the body, then the connection is closed. */
    HALF,
    /** The connection is closed without a byte. */
    CUT,
    /** Nothing happens until the simulator is closed. */
    HANG
  }
}
