package io.github.ibkrauth.ibkr.model;

import java.util.Objects;

/**
 * How current market data are, in the broker's letters: the first says the timing, the others
 * whether a snapshot, consolidated data or the top of the book are to be had.
 *
 * @param code such as {@code "RpB"}
 */
public record DataAvailability(String code) {

  /** Takes any letters. */
  public DataAvailability {
    Objects.requireNonNull(code, "code");
  }

  /** Whether they come without delay. */
  public boolean isRealTime() {
    return code.startsWith("R");
  }

  /** Whether they come with a delay of 15 to 20 minutes. */
  public boolean isDelayed() {
    return code.startsWith("D") || code.startsWith("Y");
  }

  /** Whether they are those of the last close. */
  public boolean isFrozen() {
    return code.startsWith("Z") || code.startsWith("Y");
  }

  /** Whether the user lacks the subscription that they need. */
  public boolean isUnsubscribed() {
    return code.startsWith("N");
  }

  /** Returns the letters. */
  @Override
  public String toString() {
    return code;
  }
}
