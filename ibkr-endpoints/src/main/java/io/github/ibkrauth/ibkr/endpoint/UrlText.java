package io.github.ibkrauth.ibkr.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text as parts of an address: percent-encoded UTF-8, one form only, so that what is signed is what
 * is sent.
 */
final class UrlText {

  private static final String ALWAYS_RAW = "-._~";
  private static final String RAW_IN_QUERY = ",:";

  private UrlText() {}

  /** Encodes one segment of a path: all but letters, digits and {@code -._~}. */
  static String segment(String text) {
    return encode(text, "");
  }

  /** Encodes a name or value of a query: the same, with comma and colon left as they are. */
  static String query(String text) {
    return encode(text, RAW_IN_QUERY);
  }

  /**
   * Decodes percent escapes, and nothing else: a plus sign stays one.
   *
   * @throws IllegalArgumentException when an escape is broken or the bytes are not UTF-8
   */
  static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '%') {
        bytes.write(source[i]);
        continue;
      }
      int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(source[i + 2], 16) : -1;
      if (low < 0) {
        throw new IllegalArgumentException(
            "The path has a percent sign that begins no escape; write %25 for the sign itself.");
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("The path has escapes that are not UTF-8.", e);
    }
  }

  private static String encode(String text, String alsoRaw) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isPlain(c) || ALWAYS_RAW.indexOf(c) >= 0 || alsoRaw.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
