package io.github.ibkrauth.ibkr.json;

import java.math.BigDecimal;

/** Which decimal numbers are plausible, and how they read. */
final class Decimals {

  private static final int LONGEST_PLAIN = 60;
  private static final int LARGEST_SCALE = 1000;

  private Decimals() {}

  /**
   * Whether a number can be computed with. One such as {@code 1E999999999} is short on the wire and
   * fills the memory as soon as its digits are written out.
   */
  static boolean isSane(BigDecimal number) {
    return Math.abs((long) number.scale()) <= LARGEST_SCALE;
  }

  /** Plain digits for every number of ordinary size, an exponent for the giants. */
  static String text(BigDecimal number) {
    long digits = (long) number.precision() + Math.abs((long) number.scale());
    return digits > LONGEST_PLAIN ? number.toString() : number.toPlainString();
  }
}
