package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * How an order is spread over the accounts of a group. Codes this library does not name are kept as
 * they are; compare with {@code equals}.
 *
 * @param code one letter
 */
public record AllocationMethod(String code) {

  /** By available equity. */
  public static final AllocationMethod AVAILABLE_EQUITY = new AllocationMethod("A");

  /** In equal parts. */
  public static final AllocationMethod EQUAL = new AllocationMethod("E");

  /** By net liquidation value. */
  public static final AllocationMethod NET_LIQUIDATION = new AllocationMethod("N");

  /** By amounts of cash that are given. */
  public static final AllocationMethod CASH_QUANTITY = new AllocationMethod("C");

  /** By percentages that are given. */
  public static final AllocationMethod PERCENTAGES = new AllocationMethod("P");

  /** By ratios that are given. */
  public static final AllocationMethod RATIOS = new AllocationMethod("R");

  /** By numbers of units that are given. */
  public static final AllocationMethod SHARES = new AllocationMethod("S");

  private static final Set<AllocationMethod> NAMED =
      Set.of(AVAILABLE_EQUITY, EQUAL, NET_LIQUIDATION, CASH_QUANTITY, PERCENTAGES, RATIOS, SHARES);

  /** Takes any code. */
  public AllocationMethod {
    Objects.requireNonNull(code, "code");
  }

  /** Returns whether this code is one of the constants. */
  public boolean isNamed() {
    return NAMED.contains(this);
  }

  /** Returns whether each account of a group needs an amount. */
  public boolean needsAmounts() {
    return Set.of(CASH_QUANTITY, PERCENTAGES, RATIOS, SHARES).contains(this);
  }

  /** Returns the code. */
  @Override
  public String toString() {
    return code;
  }
}
