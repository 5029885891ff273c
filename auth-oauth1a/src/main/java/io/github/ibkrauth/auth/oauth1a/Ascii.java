package io.github.ibkrauth.auth.oauth1a;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes ASCII bytes, percent-encoding where asked to: {@code A-Z a-z 0-9 - . _ ~} stay, everything
 * else becomes {@code %XX} of its UTF-8 bytes, upper case (RFC 3986, section 2.1). Not thread-safe.
 */
final class Ascii {

  private static final int DELETE = 0x7f;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] STAYS = new boolean[DELETE + 1];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        .chars()
        .forEach(c -> STAYS[c] = true);
  }

  private byte[] bytes;
  private int length;

  Ascii(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** Returns a text, encoded. */
  static String encode(String text) {
    return new Ascii(text.length() * 3).encoded(text).toString();
  }

  /** Appends a text that is ASCII already. */
  @SuppressWarnings("deprecation")
  Ascii plain(String ascii) {
    int count = ascii.length();
    room(count);
    // Drops the high byte of each character, which is zero in ASCII.
    ascii.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  /** Appends bytes that are ASCII already. */
  Ascii plain(byte[] ascii) {
    room(ascii.length);
    System.arraycopy(ascii, 0, bytes, length, ascii.length);
    length += ascii.length;
    return this;
  }

  /** Appends a text, encoded. */
  Ascii encoded(String text) {
    return encoded(text, 0, text.length());
  }

  /** Appends a part of a text, encoded. */
  Ascii encoded(String text, int from, int to) {
    room((to - from) * 3);
    byte[] target = bytes;
    int at = length;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c > DELETE) {
        length = at;
        return encodedBytes(text.substring(i, to).getBytes(StandardCharsets.UTF_8));
      }
      if (STAYS[c]) {
        target[at++] = (byte) c;
      } else {
        target[at++] = '%';
        target[at++] = HEX[c >> 4];
        target[at++] = HEX[c & 0xf];
      }
    }
    length = at;
    return this;
  }

  /** Appends bytes, encoded. */
  Ascii encodedBytes(byte[] data) {
    room(data.length * 3);
    byte[] target = bytes;
    int at = length;
    for (byte b : data) {
      if (b >= 0 && STAYS[b]) {
        target[at++] = b;
      } else {
        target[at++] = '%';
        target[at++] = HEX[(b >> 4) & 0xf];
        target[at++] = HEX[b & 0xf];
      }
    }
    length = at;
    return this;
  }

  /** Appends the Base64 text of bytes, encoded: {@code +}, {@code /} and {@code =} as escapes. */
  Ascii encodedBase64(byte[] data) {
    room((data.length + 2) / 3 * 12);
    int at = length;
    for (int i = 0; i < data.length; i += 3) {
      int left = data.length - i;
      int bits =
          (data[i] & 0xff) << 16
              | (left > 1 ? (data[i + 1] & 0xff) << 8 : 0)
              | (left > 2 ? data[i + 2] & 0xff : 0);
      at = sixBits(bits >> 18, at);
      at = sixBits(bits >> 12, at);
      at = left > 1 ? sixBits(bits >> 6, at) : escape('=', at);
      at = left > 2 ? sixBits(bits, at) : escape('=', at);
    }
    length = at;
    return this;
  }

  private int sixBits(int bits, int at) {
    byte c = BASE64[bits & 0x3f];
    if (STAYS[c]) {
      bytes[at] = c;
      return at + 1;
    }
    return escape(c, at);
  }

  private int escape(int c, int at) {
    bytes[at] = '%';
    bytes[at + 1] = HEX[c >> 4];
    bytes[at + 2] = HEX[c & 0xf];
    return at + 3;
  }

  /** Returns the array written to, of which {@link #length()} bytes count. */
  byte[] buffer() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Forgets everything after a length reached before. */
  void cut(int to) {
    length = to;
  }

  /** Returns what was written. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
