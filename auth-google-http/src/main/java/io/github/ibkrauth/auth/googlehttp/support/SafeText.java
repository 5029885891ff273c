package io.github.ibkrauth.auth.googlehttp.support;

import java.util.regex.Pattern;

/** Makes foreign text fit to be shown in a message: one short line without anything secret. */
final class SafeText {

  private static final int LONGEST = 200;
  private static final String MASK = "****";

  /** What is read at most, so that no text makes the patterns slow. */
  private static final int LONGEST_INPUT = 4 * 1024;

  private static final Pattern UNSEEN_HTML =
      Pattern.compile(
          "<(script|style|head)\\b[^>]*>.*?</\\1\\s*>|<!--.*?-->",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!][^>]*>");
  private static final Pattern JWT =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(\\.[A-Za-z0-9_-]*+)++");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(Bearer|Basic|DPoP|OAuth)\\s+[A-Za-z0-9._~+/=-]{8,}");
  private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/_=%-]{41,}");

  /** A token in hexadecimal digits; an address, a date or an account is shorter. */
  private static final Pattern HEX_RUN =
      Pattern.compile("(?<![A-Za-z0-9])[0-9A-Fa-f]{16,}(?![A-Za-z0-9])");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:token|assertion|secret|signature|password|passwd|cookie|session|jwt)"
              + "[a-z_-]{0,20}[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"'&,;<>]{12,}");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\s\\u2028\\u2029]+");

  private SafeText() {}

  /** Returns the text as one line of at most 200 characters, masked. */
  static String of(String text) {
    String line = UNSEEN.matcher(beginning(text)).replaceAll(" ").strip();
    line = NAMED.matcher(line).replaceAll("$1" + MASK);
    line = SCHEME.matcher(line).replaceAll("$1 " + MASK);
    line = JWT.matcher(line).replaceAll(MASK);
    line = HEX_RUN.matcher(line).replaceAll(MASK);
    line = LONG_RUN.matcher(line).replaceAll(MASK);
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1).strip() + "…";
  }

  /** Returns what a reader of an HTML page would see of it, as one safe line. */
  static String ofHtml(String html) {
    String text = TAG.matcher(UNSEEN_HTML.matcher(beginning(html)).replaceAll(" ")).replaceAll(" ");
    return of(
        text.replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&"));
  }

  /** Cuts long text between words, so that no half of a token is left that is not masked. */
  private static String beginning(String text) {
    if (text.length() <= LONGEST_INPUT) {
      return text;
    }
    int end = LONGEST_INPUT;
    while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    return text.substring(0, end) + " …";
  }
}
