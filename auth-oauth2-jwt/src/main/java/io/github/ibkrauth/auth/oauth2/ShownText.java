package io.github.ibkrauth.auth.oauth2;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A server's words in a form fit for a message: one short line without anything that looks like a
 * token, and without the secrets that were sent to it.
 */
final class ShownText {

  private static final int LONGEST = 240;
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)*|[A-Za-z0-9_~+/=-]{32,}");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\s\\u2028\\u2029]+");

  private ShownText() {}

  /**
   * Returns the words.
   *
   * @param secrets texts that must not appear, such as a user name that the server repeats
   */
  static String of(String text, List<String> secrets) {
    String line = TOKEN.matcher(without(text, secrets)).replaceAll("****");
    line = UNSEEN.matcher(line).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** Returns the text with each secret replaced. */
  static String without(String text, List<String> secrets) {
    String rest = text;
    for (String secret : secrets) {
      if (!secret.isEmpty()) {
        rest = rest.replace(secret, "****");
      }
    }
    return rest;
  }
}
