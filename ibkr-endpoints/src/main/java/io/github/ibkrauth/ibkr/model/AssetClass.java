package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * The kind of an instrument. Codes this library does not name are kept as they are; compare with
 * {@code equals}.
 *
 * @param code the broker's code, such as {@code "STK"}
 */
public record AssetClass(String code) {

  /** Stock or exchange-traded fund. */
  public static final AssetClass STOCK = new AssetClass("STK");

  /** Option. */
  public static final AssetClass OPTION = new AssetClass("OPT");

  /** Future. */
  public static final AssetClass FUTURE = new AssetClass("FUT");

  /** Option on a future. */
  public static final AssetClass FUTURE_OPTION = new AssetClass("FOP");

  /** Currency pair or cash. */
  public static final AssetClass CASH = new AssetClass("CASH");

  /** Bond. */
  public static final AssetClass BOND = new AssetClass("BOND");

  /** Treasury bill. */
  public static final AssetClass BILL = new AssetClass("BILL");

  /** Mutual fund. */
  public static final AssetClass FUND = new AssetClass("FUND");

  /** Warrant. */
  public static final AssetClass WARRANT = new AssetClass("WAR");

  /** Structured product. */
  public static final AssetClass STRUCTURED = new AssetClass("IOPT");

  /** Contract for difference. */
  public static final AssetClass CFD = new AssetClass("CFD");

  /** Index. */
  public static final AssetClass INDEX = new AssetClass("IND");

  /** Commodity. */
  public static final AssetClass COMMODITY = new AssetClass("CMDTY");

  /** Crypto-currency. */
  public static final AssetClass CRYPTO = new AssetClass("CRYPTO");

  /** Combination of legs. */
  public static final AssetClass COMBO = new AssetClass("BAG");

  private static final Set<AssetClass> NAMED =
      Set.of(
          STOCK,
          OPTION,
          FUTURE,
          FUTURE_OPTION,
          CASH,
          BOND,
          BILL,
          FUND,
          WARRANT,
          STRUCTURED,
          CFD,
          INDEX,
          COMMODITY,
          CRYPTO,
          COMBO);

  /** Takes any code. */
  public AssetClass {
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
