package io.github.ibkrauth.auth.oauth1a;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * A name and a value of a query, a form or the protocol itself. Immutable.
 *
 * @param name either as on the wire or decoded
 * @param value either as on the wire or decoded
 */
record Pair(String name, String value) {

  /** By name, then by value, in the order of Unicode's code points. */
  static final Comparator<Pair> ORDER =
      (a, b) -> {
        int names = compare(a.name, b.name);
        return names != 0 ? names : compare(a.value, b.value);
      };

  /** Adds the pairs of a query or form as they are written; empty ones are left out. */
  static void parse(String text, List<Pair> pairs) {
    int start = 0;
    while (start <= text.length()) {
      int next = text.indexOf('&', start);
      int end = next < 0 ? text.length() : next;
      if (end > start) {
        int equals = text.indexOf('=', start);
        boolean named = equals >= 0 && equals < end;
        pairs.add(
            named
                ? new Pair(text.substring(start, equals), text.substring(equals + 1, end))
                : new Pair(text.substring(start, end), ""));
      }
      start = end + 1;
    }
  }

  /** Returns the pair without the encoding of forms: {@code +} is a space, {@code %XX} a byte. */
  Pair decoded() {
    return new Pair(decode(name), decode(value));
  }

  /** Returns the pair with name and value percent-encoded. */
  Pair encoded() {
    return new Pair(Ascii.encode(name), Ascii.encode(value));
  }

  /** Compares parts of two texts in the order of Unicode's code points. */
  static int compare(String a, int fromA, int toA, String b, int fromB, int toB) {
    int common = Math.min(toA - fromA, toB - fromB);
    for (int i = 0; i < common; i++) {
      char x = a.charAt(fromA + i);
      char y = b.charAt(fromB + i);
      if (x != y) {
        // A surrogate stands for a code point above all other characters.
        boolean highX = Character.isSurrogate(x);
        boolean highY = Character.isSurrogate(y);
        return highX == highY ? Character.compare(x, y) : Boolean.compare(highX, highY);
      }
    }
    return Integer.compare(toA - fromA, toB - fromB);
  }

  private static int compare(String a, String b) {
    return compare(a, 0, a.length(), b, 0, b.length());
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (in[i] == '%' && high >= 0 && low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = in[i] == '+' ? (byte) ' ' : in[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  /** Returns the name only: a value may be a token. */
  @Override
  public String toString() {
    return "Pair(" + name + ")";
  }
}
