package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.json.Num;
import java.math.BigDecimal;

/** Writes numbers for people: exact, never rounded, thousands set apart. */
final class Figures {

  private static final int CENTS = 2;

  private Figures() {}

  /** Returns an amount with at least two decimals; a dash where there is none. */
  static String money(Num amount) {
    return amount.toOptional().map(Figures::money).orElseGet(() -> instead(amount));
  }

  /** Returns an amount with at least two decimals. */
  static String money(BigDecimal amount) {
    BigDecimal exact = amount.stripTrailingZeros();
    return grouped(exact.scale() < CENTS ? exact.setScale(CENTS) : exact);
  }

  /** Returns a number with the decimals it needs; a dash where there is none. */
  static String number(Num number) {
    return number.toOptional().map(Figures::number).orElseGet(() -> instead(number));
  }

  /** What is not a number is shown as it came: it may tell why. */
  private static String instead(Num none) {
    return none.isInvalid() ? none.toString() : "-";
  }

  private static String number(BigDecimal number) {
    BigDecimal exact = number.stripTrailingZeros();
    return grouped(exact.scale() < 0 ? exact.setScale(0) : exact);
  }

  private static String grouped(BigDecimal number) {
    String plain = number.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String rest = point < 0 ? "" : plain.substring(point);
    StringBuilder text = new StringBuilder(number.signum() < 0 ? "-" : "");
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        text.append(',');
      }
      text.append(whole.charAt(i));
    }
    return text.append(rest).toString();
  }
}
