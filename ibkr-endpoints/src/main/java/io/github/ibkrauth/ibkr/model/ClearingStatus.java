package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * Where an account stands in its life at the clearing house. Codes this library does not name are
 * kept as they are; compare with {@code equals}.
 *
 * @param code one letter
 */
public record ClearingStatus(String code) {

  /** Open. */
  public static final ClearingStatus OPEN = new ClearingStatus("O");

  /** Pending. */
  public static final ClearingStatus PENDING = new ClearingStatus("P");

  /** New. */
  public static final ClearingStatus NEW = new ClearingStatus("N");

  /** Abandoned. */
  public static final ClearingStatus ABANDONED = new ClearingStatus("A");

  /** Rejected. */
  public static final ClearingStatus REJECTED = new ClearingStatus("R");

  /** Closed. */
  public static final ClearingStatus CLOSED = new ClearingStatus("C");

  private static final Set<ClearingStatus> NAMED =
      Set.of(OPEN, PENDING, NEW, ABANDONED, REJECTED, CLOSED);

  /** Takes any code. */
  public ClearingStatus {
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
