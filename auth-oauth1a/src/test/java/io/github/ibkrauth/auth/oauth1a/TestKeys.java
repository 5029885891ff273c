package io.github.ibkrauth.auth.oauth1a;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Keys made for this run, and a published prime. */
final class TestKeys {

  static final KeyPair SIGNATURE = generate();
  static final KeyPair ENCRYPTION = generate();

  /**
   * The 2048-bit prime of RFC 3526, group 14: 2^2048 - 2^1984 - 1 + 2^64 * (floor(2^1918 pi) + c).
   */
  static final BigInteger PRIME = group14();

  private TestKeys() {}

  static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Computes the prime from its formula, so that no digits need to be copied. */
  private static BigInteger group14() {
    BigInteger pi = floorOfPiTimesTwoTo(1918);
    return BigInteger.ONE
        .shiftLeft(2048)
        .subtract(BigInteger.ONE.shiftLeft(1984))
        .subtract(BigInteger.ONE)
        .add(BigInteger.ONE.shiftLeft(64).multiply(pi.add(BigInteger.valueOf(124_476))));
  }

  /** Machin's formula with guard bits. */
  private static BigInteger floorOfPiTimesTwoTo(int bits) {
    int guard = 64;
    BigInteger one = BigInteger.ONE.shiftLeft(bits + guard);
    BigInteger sixteenth = arctanOfInverse(5, one).shiftLeft(4);
    return sixteenth.subtract(arctanOfInverse(239, one).shiftLeft(2)).shiftRight(guard);
  }

  private static BigInteger arctanOfInverse(int x, BigInteger one) {
    BigInteger term = one.divide(BigInteger.valueOf(x));
    BigInteger square = BigInteger.valueOf((long) x * x);
    BigInteger sum = term;
    for (int n = 3; term.signum() != 0; n += 2) {
      term = term.divide(square).negate();
      sum = sum.add(term.divide(BigInteger.valueOf(n)));
    }
    return sum;
  }
}
