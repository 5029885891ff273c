package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * How long an order or an alert lives. Codes this library does not name are kept as they are;
 * compare with {@code equals}.
 *
 * @param code such as {@code "GTC"}
 */
public record TimeInForce(String code) {

  /** Until the end of the trading day. */
  public static final TimeInForce DAY = new TimeInForce("DAY");

  /** Until it is cancelled. */
  public static final TimeInForce GOOD_TILL_CANCELLED = new TimeInForce("GTC");

  /** Until a date. */
  public static final TimeInForce GOOD_TILL_DATE = new TimeInForce("GTD");

  /** What is not filled at once is cancelled. */
  public static final TimeInForce IMMEDIATE_OR_CANCEL = new TimeInForce("IOC");

  /** At the opening only. */
  public static final TimeInForce AT_THE_OPENING = new TimeInForce("OPG");

  /** At the close only. */
  public static final TimeInForce AT_THE_CLOSE = new TimeInForce("CLOSE");

  private static final Set<TimeInForce> NAMED =
      Set.of(
          DAY,
          GOOD_TILL_CANCELLED,
          GOOD_TILL_DATE,
          IMMEDIATE_OR_CANCEL,
          AT_THE_OPENING,
          AT_THE_CLOSE);

  /** Takes any code. */
  public TimeInForce {
    Objects.requireNonNull(code, "code");
  }

  /** Returns whether this code is one of the constants. */
  public boolean isNamed() {
    return NAMED.contains(this);
  }

  /** Returns the code. */
  @Override
  public String toString() {
    return code;
  }
}
