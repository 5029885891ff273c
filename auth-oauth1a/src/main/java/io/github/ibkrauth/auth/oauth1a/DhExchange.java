package io.github.ibkrauth.auth.oauth1a;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * One Diffie-Hellman exchange: a random number of our own, the challenge made of it, and the key
 * agreed on. Used for one request and then dropped. Immutable.
 */
final class DhExchange {

  private static final int RANDOM_BYTES = 32;

  private final BigInteger prime;
  private final BigInteger random;
  private final String challenge;

  private DhExchange(BigInteger prime, BigInteger generator, BigInteger random) {
    this.prime = prime;
    this.random = random;
    this.challenge = digits(generator.modPow(random, prime));
  }

  /** Begins with a fresh random number of 256 bits. */
  static DhExchange begin(BigInteger prime, BigInteger generator, RandomGenerator source) {
    byte[] bytes = new byte[RANDOM_BYTES];
    BigInteger random;
    do {
      source.nextBytes(bytes);
      random = new BigInteger(1, bytes);
    } while (random.compareTo(BigInteger.ONE) <= 0);
    return new DhExchange(prime, generator, random);
  }

  /** Begins with a known number. */
  static DhExchange of(BigInteger prime, BigInteger generator, BigInteger random) {
    return new DhExchange(prime, generator, random);
  }

  /** Returns what the server is sent: lower-case hexadecimal digits, not padded. */
  String challenge() {
    return challenge;
  }

  /**
   * Returns the key agreed on: the shared number in big-endian two's complement, so with one zero
   * byte in front exactly when its bits fill whole bytes, and never padded to the prime's length.
   *
   * @param response the server's number in hexadecimal digits: either case, an odd count, leading
   *     zeros
   * @throws IllegalArgumentException with what is wrong, when it is not between 2 and the prime
   *     minus 2
   */
  byte[] sharedKey(String response) {
    BigInteger other = parse(response);
    if (other.compareTo(BigInteger.ONE) <= 0
        || other.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
      throw new IllegalArgumentException("is not a number between 2 and the prime minus 2");
    }
    return agree(other);
  }

  /** Does the arithmetic for a number that is known to be good. */
  byte[] agree(BigInteger other) {
    return other.modPow(random, prime).toByteArray();
  }

  /** As {@code toString(16)}, which divides again and again and takes ten times as long. */
  private static String digits(BigInteger number) {
    String padded = HexFormat.of().formatHex(number.toByteArray());
    int first = 0;
    while (first < padded.length() - 1 && padded.charAt(first) == '0') {
      first++;
    }
    return padded.substring(first);
  }

  private BigInteger parse(String response) {
    if (response.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    if (!response.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0)) {
      throw new IllegalArgumentException("is not a number in hexadecimal digits");
    }
    // Leading zeros are fine; beyond them a number longer than the prime is out of range anyway.
    String digits = response.replaceFirst("^0+(?=.)", "");
    if (digits.length() > (prime.bitLength() + 3) / 4) {
      throw new IllegalArgumentException("is larger than the prime");
    }
    return new BigInteger(digits, 16);
  }

  /** Returns nothing of the numbers. */
  @Override
  public String toString() {
    return "DhExchange(" + prime.bitLength() + " bits)";
  }
}
