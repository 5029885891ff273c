package io.github.ibkrauth.ibkr.ws;

import java.util.regex.Pattern;

/** Refuses parts of a message that would change its meaning. */
final class Words {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  private Words() {}

  static long conid(long conid) {
    if (conid <= 0) {
      throw new IllegalArgumentException("conid must be above zero, not " + conid + ".");
    }
    return conid;
  }

  static String word(String name, String value) {
    if (!WORD.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name + " must be letters, digits, '.', '_' and '-', 40 at most, and is not.");
    }
    return value;
  }
}
