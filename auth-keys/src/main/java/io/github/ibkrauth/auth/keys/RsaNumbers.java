package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.math.BigInteger;
import java.security.Key;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.OptionalInt;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/** What can be told of an RSA key from its numbers. */
final class RsaNumbers {

  /** The fewest bits that are accepted. */
  static final int MIN_BITS = 2048;

  private RsaNumbers() {}

  /** Refuses a key for another algorithm. */
  static void requireRsa(PrivateKey key, String operation) {
    if (!"RSA".equals(key.getAlgorithm())) {
      throw new AuthConfigurationException(
          List.of(
              "An RSA key is needed to "
                  + operation
                  + ", but this is a key for "
                  + key.getAlgorithm()
                  + "."));
    }
  }

  /** Returns the size of the modulus; a handle to a device may not tell. */
  static OptionalInt bits(Key key) {
    return key instanceof RSAKey rsa && rsa.getModulus() != null
        ? OptionalInt.of(rsa.getModulus().bitLength())
        : OptionalInt.empty();
  }

  /** Returns algorithm and size. */
  static String describe(Key key) {
    OptionalInt bits = bits(key);
    return bits.isPresent() ? "RSA, " + bits.getAsInt() + " bits" : "RSA";
  }

  /**
   * Returns whether the eight numbers of a key belong together. One damaged character in a PEM text
   * often leaves its structure whole; the key then signs, and every signature is wrong.
   */
  static boolean consistent(RSAPrivateKey key) {
    BigInteger n = key.getModulus();
    BigInteger e = key.getPublicExponent();
    BigInteger d = key.getPrivateExponent();
    BigInteger p = key.getPrime1();
    BigInteger q = key.getPrime2();
    if (p.signum() <= 0 || q.signum() <= 0 || d.signum() <= 0 || e.compareTo(BigInteger.TWO) <= 0) {
      return false;
    }
    BigInteger p1 = p.subtract(BigInteger.ONE);
    BigInteger q1 = q.subtract(BigInteger.ONE);
    return p1.signum() > 0
        && q1.signum() > 0
        && p.multiply(q).equals(n)
        && e.multiply(d).mod(p1).equals(BigInteger.ONE)
        && e.multiply(d).mod(q1).equals(BigInteger.ONE)
        && d.mod(p1).equals(key.getExponent1())
        && d.mod(q1).equals(key.getExponent2())
        && key.getCoefficient().multiply(q).mod(p).equals(BigInteger.ONE);
  }
}
