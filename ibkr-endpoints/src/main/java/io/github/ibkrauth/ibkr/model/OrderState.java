package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * Where an order stands. Codes this library does not name are kept as they are; compare with {@code
 * equals}.
 *
 * @param code such as {@code "Submitted"}
 */
public record OrderState(String code) {

  /** Rejected, or waiting for something that it needs. */
  public static final OrderState INACTIVE = new OrderState("Inactive");

  /** On its way, and not acknowledged. */
  public static final OrderState PENDING_SUBMIT = new OrderState("PendingSubmit");

  /** Held by the broker until its condition is met or the market opens. */
  public static final OrderState PRE_SUBMITTED = new OrderState("PreSubmitted");

  /** Working. */
  public static final OrderState SUBMITTED = new OrderState("Submitted");

  /** Filled whole. */
  public static final OrderState FILLED = new OrderState("Filled");

  /** Its cancellation is on its way; it may still be filled. */
  public static final OrderState PENDING_CANCEL = new OrderState("PendingCancel");

  /** Cancelled. */
  public static final OrderState CANCELLED = new OrderState("Cancelled");

  /** Held back by a warning. */
  public static final OrderState WARN_STATE = new OrderState("WarnState");

  private static final Set<OrderState> NAMED =
      Set.of(
          INACTIVE,
          PENDING_SUBMIT,
          PRE_SUBMITTED,
          SUBMITTED,
          FILLED,
          PENDING_CANCEL,
          CANCELLED,
          WARN_STATE);

  /** Takes any code. */
  public OrderState {
    Objects.requireNonNull(code, "code");
  }

  /** Returns whether this code is one of the constants. */
  public boolean isNamed() {
    return NAMED.contains(this);
  }

  /** Returns whether nothing more can happen to the order. */
  public boolean isFinal() {
    return equals(FILLED) || equals(CANCELLED);
  }

  /** Returns the code. */
  @Override
  public String toString() {
    return code;
  }
}
