package io.github.ibkrauth.auth.keys;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The numbers of PKCS#3 DH parameters: {@code SEQUENCE { INTEGER p, INTEGER g, [INTEGER length] }}.
 * Read by hand, because a general reader of ASN.1 calls a prime without its sign byte malformed,
 * where a user must be told that it is negative.
 *
 * @param p the first number
 * @param g the second number
 */
record DhDer(BigInteger p, BigInteger g) {

  static final String NEGATIVE =
      "has a negative number where the prime belongs: the program that wrote it left out the sign"
          + " byte.";

  private static final int INTEGER = 0x02;
  private static final int SEQUENCE = 0x30;
  private static final String NOT_PARAMETERS =
      "is damaged: it is not a sequence of a prime and a generator.";

  /** Why the bytes are refused; the message is the end of a sentence and quotes nothing. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String complaint) {
      super(complaint, null, false, false);
    }
  }

  /** A place in the bytes, which moves on with each number read. */
  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean atEnd() {
      return at == bytes.length;
    }

    byte[] next(int tag) throws Malformed {
      if (atEnd()) {
        throw new Malformed(NOT_PARAMETERS);
      }
      if (bytes[at++] != tag) {
        throw new Malformed(NOT_PARAMETERS);
      }
      int length = length();
      if (length > bytes.length - at) {
        throw new Malformed("is cut off: the numbers are longer than the text.");
      }
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }

    BigInteger number(String negative) throws Malformed {
      byte[] content = next(INTEGER);
      if (content.length == 0) {
        throw new Malformed(NOT_PARAMETERS);
      }
      BigInteger value = new BigInteger(content);
      if (value.signum() < 0) {
        throw new Malformed(negative);
      }
      return value;
    }

    private int length() throws Malformed {
      int first = byteAt();
      if (first < 0x80) {
        return first;
      }
      if (first < 0x81 || first > 0x83) {
        throw new Malformed(NOT_PARAMETERS);
      }
      int length = 0;
      for (int i = 0; i < first - 0x80; i++) {
        length = length << 8 | byteAt();
      }
      return length;
    }

    private int byteAt() throws Malformed {
      if (atEnd()) {
        throw new Malformed("is cut off: the numbers are longer than the text.");
      }
      return bytes[at++] & 0xff;
    }
  }

  static DhDer read(byte[] der) throws Malformed {
    Reader outer = new Reader(der);
    Reader inner = new Reader(outer.next(SEQUENCE));
    if (!outer.atEnd()) {
      throw new Malformed("is damaged: bytes follow after the end of the parameters.");
    }
    BigInteger p = inner.number(NEGATIVE);
    BigInteger g = inner.number("has a negative generator: it is usually 2.");
    if (!inner.atEnd()) {
      inner.number("has a negative length for the private value.");
    }
    if (!inner.atEnd()) {
      throw new Malformed("is damaged: further numbers follow after prime and generator.");
    }
    return new DhDer(p, g);
  }
}
