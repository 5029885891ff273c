package io.github.ibkrauth.auth.keys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as users have it in files and environment variables, cut into its PEM blocks: line ends of
 * any kind or lost, written as {@code \n}, indented, in quotes, the whole once more in Base64. Text
 * around the blocks is left out.
 *
 * @param clean the text without quotes and escapes
 * @param blocks the blocks, in order
 * @param damage what is wrong with the lines around the blocks, or empty
 */
record PemText(String clean, List<Block> blocks, String damage) {

  private static final Pattern LINE =
      Pattern.compile("-----(BEGIN|END) ([A-Z0-9](?:[A-Z0-9. ]{0,60}[A-Z0-9])?)-----");
  private static final Pattern ESCAPED_LINE_END = Pattern.compile("\\\\+[rn]|\\\\+(?=\\s)");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{4,}={0,2}");
  private static final int LONGEST_PATH = 300;
  private static final Pattern PATH =
      Pattern.compile(
          "(?is)(?:/|~/|\\./|\\.\\./|[a-z]:[\\\\/\\s]).*|[^\\n]+\\.(?:pem|key|p8|der|p12|pfx|jks)");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /**
   * What stands between a BEGIN and an END line.
   *
   * @param label the words of both lines, such as {@code RSA PRIVATE KEY}
   * @param body headers and Base64
   */
  record Block(String label, String body) {

    /** Returns the bytes, unless the body is not Base64. */
    Optional<byte[]> der() {
      return decode(body);
    }

    /** Shows no content. */
    @Override
    public String toString() {
      return "Block(" + label + ")";
    }
  }

  /** The end of the sentence about a text that {@linkplain #looksLikePath looks like a path}. */
  static final String PATH_COMPLAINT =
      "looks like the path of a file, not like its content: write file: before it.";

  static PemText of(String text) {
    String clean = unquote(ESCAPED_LINE_END.matcher(text).replaceAll("\n"));
    if (!clean.contains("-----")) {
      Optional<String> inner =
          decode(clean)
              .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
              .filter(decoded -> decoded.contains("-----BEGIN "));
      if (inner.isPresent()) {
        clean = unquote(ESCAPED_LINE_END.matcher(inner.get()).replaceAll("\n"));
      }
    }
    return cut(clean);
  }

  /** Returns the bytes that Base64 text stands for, with or without line ends and padding. */
  static Optional<byte[]> decode(String text) {
    String joined = SPACE.matcher(text).replaceAll("");
    if (!BASE64.matcher(joined).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(joined.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Returns whether a user seems to have given a file's name where its content belongs. */
  boolean looksLikePath() {
    return clean.length() <= LONGEST_PATH && PATH.matcher(clean).matches();
  }

  private static PemText cut(String clean) {
    List<Block> blocks = new ArrayList<>();
    String damage = "";
    String open = "";
    int bodyStart = 0;
    Matcher line = LINE.matcher(clean);
    while (line.find() && damage.isEmpty()) {
      boolean begin = line.group(1).equals("BEGIN");
      if (begin && open.isEmpty()) {
        open = line.group(2);
        bodyStart = line.end();
      } else if (!begin && line.group(2).equals(open)) {
        blocks.add(new Block(open, clean.substring(bodyStart, line.start())));
        open = "";
      } else {
        damage =
            open.isEmpty()
                ? "has an END line without its BEGIN line: the beginning is missing"
                : "has BEGIN and END lines that do not belong together";
      }
    }
    if (damage.isEmpty() && !open.isEmpty()) {
      damage = "is cut off: its END line is missing";
    }
    if (damage.isEmpty() && blocks.isEmpty() && clean.contains("-----")) {
      damage = "is damaged: its BEGIN line is not whole";
    }
    return new PemText(clean, List.copyOf(blocks), damage);
  }

  private static String unquote(String text) {
    String inner = text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip();
    while (inner.length() >= 2
        && "\"'`".indexOf(inner.charAt(0)) >= 0
        && inner.charAt(0) == inner.charAt(inner.length() - 1)) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    return inner;
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "PemText" + blocks;
  }
}
