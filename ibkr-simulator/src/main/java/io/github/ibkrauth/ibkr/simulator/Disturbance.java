package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted fault does to one request.
 *
 * @param answer the answer given instead of the real one; null to keep the real one
 * @param bytes how much of the body is sent, when only some is
 * @param processed whether the request takes effect at the broker before the fault
 */
record Disturbance(
    @Nullable Answer answer, Delivery delivery, int bytes, Duration delay, boolean processed) {
  static final Disturbance NONE = new Disturbance(null, Delivery.WHOLE, Duration.ZERO, true);

  Disturbance(@Nullable Answer answer, Delivery delivery, Duration delay, boolean processed) {
    this(answer, delivery, 0, delay, processed);
  }

  /** Whether the caller sees nothing of an answer. */
  boolean isSilent() {
    return delivery == Delivery.HANG || isCut();
  }

  /** Whether the connection ends without the head of an answer. */
  boolean isCut() {
    return delivery == Delivery.CUT || delivery == Delivery.UNREAD || delivery == Delivery.HEAD;
  }

  /** How an answer reaches the caller. */
  enum Delivery {
    WHOLE,
    /** The head and half of the body, then the connection is closed. */
    HALF,
    /** The head of the answer and some bytes of its body, then the connection is closed. */
    SOME,
    /** Half of the status line, then the connection is closed. */
    HEAD,
    /** The connection is closed without a byte. */
    CUT,
    /** The connection is closed before the request's body is read. */
    UNREAD,
    /** Nothing happens until the simulator is closed. */
    HANG
  }
}
