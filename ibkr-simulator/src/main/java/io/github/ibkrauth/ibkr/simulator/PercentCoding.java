package io.github.ibkrauth.ibkr.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Percent-encoding of RFC 3986, as OAuth 1.0a uses it. */
final class PercentCoding {
  private static final String UNRESERVED_MARKS = "-._~";

  private PercentCoding() {}

  /** Encodes everything but the unreserved characters, in upper-case hex of the UTF-8 bytes. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isUnreserved(character)) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  /** As {@link #encode}, with a plus sign for a space: what form encoders do. */
  static String encodePlus(String text) {
    return encode(text).replace("%20", "+");
  }

  /**
   * Decodes text that {@link #encode} can have made.
   *
   * @return empty when a character should have been encoded, when an escape is not two upper-case
   *     hex digits, or when the bytes are not UTF-8
   */
  static Optional<String> decodeStrictly(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '%' && i + 2 < text.length()) {
        int octet = octet(text.charAt(i + 1), text.charAt(i + 2));
        if (octet < 0) {
          return Optional.empty();
        }
        bytes.write(octet);
        i += 2;
      } else if (isUnreserved(character)) {
        bytes.write(character);
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int octet(char high, char low) {
    String digits = "0123456789ABCDEF";
    int first = digits.indexOf(high);
    int second = digits.indexOf(low);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }

  private static boolean isUnreserved(char character) {
    return character >= 'A' && character <= 'Z'
        || character >= 'a' && character <= 'z'
        || character >= '0' && character <= '9'
        || UNRESERVED_MARKS.indexOf(character) >= 0;
  }
}
