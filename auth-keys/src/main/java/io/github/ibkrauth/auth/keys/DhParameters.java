package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A prime and a generator for a Diffie-Hellman exchange, checked: a prime of 2048 to 8192 bits, a
 * generator from 2 to the prime less 2. They are read from what {@code openssl dhparam 2048} writes
 * (PKCS#3, {@code DH PARAMETERS}), or from the prime in hexadecimal digits.
 *
 * <p>What is wrong is told in one sentence that begins with the name of the setting and quotes
 * nothing of the text.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class DhParameters {

  private static final int MIN_BITS = 2048;
  private static final int MAX_BITS = 8192;
  private static final int CERTAINTY = 64;
  private static final String MAKE_SOME = ": make some with openssl dhparam -out dhparam.pem 2048";

  /** The number that was last found to be prime: settings are read more than once. */
  private static volatile BigInteger knownPrime = BigInteger.TWO;

  private final BigInteger p;
  private final BigInteger g;

  private DhParameters(BigInteger p, BigInteger g) {
    this.p = p;
    this.g = g;
  }

  /**
   * Checks two numbers.
   *
   * @param p the prime
   * @param g the generator
   * @param setting what messages call them, such as the name of a configuration key
   * @throws AuthConfigurationException when they are not fit for an exchange
   */
  public static DhParameters of(BigInteger p, BigInteger g, String setting) {
    Objects.requireNonNull(p, "p");
    Objects.requireNonNull(g, "g");
    Objects.requireNonNull(setting, "setting");
    String complaint = complaint(p, g);
    if (complaint != null) {
      throw refused(setting, complaint);
    }
    return new DhParameters(p, g);
  }

  /**
   * Reads parameters from a text: PEM with any line ends, with {@code \n} written out, indented, in
   * quotes; Base64 of the PEM text or of its DER bytes; or the prime in hexadecimal digits, with or
   * without {@code 0x}, colons and line ends.
   *
   * @param text the text
   * @param generator the generator that belongs to a prime in hexadecimal digits; not used when the
   *     text is in PEM form, which has its own
   * @param setting what messages call the text, such as the name of a configuration key
   * @throws AuthConfigurationException when the text is neither, or the numbers are not fit for an
   *     exchange
   */
  public static DhParameters parse(String text, BigInteger generator, String setting) {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(generator, "generator");
    Objects.requireNonNull(setting, "setting");
    PemText pem = PemText.of(text);
    if (pem.clean().isEmpty()) {
      throw refused(setting, "is empty.");
    }
    if (!pem.damage().isEmpty()) {
      throw refused(setting, pem.damage() + ".");
    }
    try {
      if (!pem.blocks().isEmpty()) {
        return ofDer(onlyBlock(pem.blocks()), setting);
      }
      Optional<BigInteger> prime = hexadecimal(pem.clean());
      if (prime.isPresent()) {
        return of(prime.get(), generator, setting);
      }
      Optional<byte[]> der = PemText.decode(pem.clean()).filter(bytes -> bytes[0] == 0x30);
      if (der.isPresent()) {
        return ofDer(der.get(), setting);
      }
    } catch (DhDer.Malformed e) {
      throw refused(setting, String.valueOf(e.getMessage()));
    }
    throw refused(
        setting,
        pem.looksLikePath()
            ? PemText.PATH_COMPLAINT
            : "is neither DH parameters in PEM form nor a prime in hexadecimal digits.");
  }

  /** Returns the prime. */
  public BigInteger p() {
    return p;
  }

  /** Returns the generator. */
  public BigInteger g() {
    return g;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DhParameters that && p.equals(that.p) && g.equals(that.g);
  }

  @Override
  public int hashCode() {
    return 31 * p.hashCode() + g.hashCode();
  }

  /** Returns the size of the prime and the generator. */
  @Override
  public String toString() {
    return "DhParameters(" + p.bitLength() + " bits, generator " + g.bitLength() + " bits)";
  }

  private static DhParameters ofDer(byte[] der, String setting) throws DhDer.Malformed {
    DhDer numbers = DhDer.read(der);
    return of(numbers.p(), numbers.g(), setting);
  }

  private static byte[] onlyBlock(List<PemText.Block> blocks) throws DhDer.Malformed {
    List<PemText.Block> parameters =
        blocks.stream().filter(block -> block.label().equals("DH PARAMETERS")).toList();
    if (parameters.size() > 1) {
      throw new DhDer.Malformed(
          "holds " + parameters.size() + " sets of DH parameters, but one is needed.");
    }
    if (parameters.isEmpty()) {
      throw new DhDer.Malformed(
          blocks.get(0).label().equals("X9.42 DH PARAMETERS")
              ? "holds DH parameters in the form of X9.42, but that of PKCS#3 is needed"
                  + MAKE_SOME
                  + "."
              : "holds "
                  + kind(blocks.get(0))
                  + ", but DH parameters are needed"
                  + MAKE_SOME
                  + ".");
    }
    return parameters
        .get(0)
        .der()
        .orElseThrow(
            () ->
                new DhDer.Malformed(
                    "is damaged: what stands between its BEGIN and END lines is not Base64."));
  }

  private static String kind(PemText.Block block) {
    if (block.label().endsWith("PRIVATE KEY")) {
      return "a private key";
    }
    return switch (Content.ofLabel(block.label())) {
      case PUBLIC_KEY -> "a public key";
      case CERTIFICATE -> "a certificate";
      default -> "another kind of PEM block";
    };
  }

  private static Optional<BigInteger> hexadecimal(String text) {
    String digits =
        text.toLowerCase(Locale.ROOT).replaceAll("[\\s:]", "").replaceFirst("^(-?)0x", "$1");
    return digits.matches("-?[0-9a-f]{2,}")
        ? Optional.of(new BigInteger(digits, 16))
        : Optional.empty();
  }

  private static @Nullable String complaint(BigInteger p, BigInteger g) {
    if (p.signum() < 0) {
      return DhDer.NEGATIVE;
    }
    if (p.bitLength() < MIN_BITS) {
      return "has a prime of "
          + p.bitLength()
          + " bits, but at least "
          + MIN_BITS
          + " are needed"
          + MAKE_SOME
          + ", and register them.";
    }
    if (p.bitLength() > MAX_BITS) {
      return "has a prime of " + p.bitLength() + " bits, but at most " + MAX_BITS + " are read.";
    }
    if (!p.testBit(0)) {
      return "has an even number where the prime belongs: it is damaged.";
    }
    if (g.compareTo(BigInteger.TWO) < 0) {
      return "has a generator below 2: it is usually 2.";
    }
    if (g.compareTo(p.subtract(BigInteger.TWO)) > 0) {
      return "has a generator that is not smaller than the prime less 1: it is usually 2.";
    }
    return isPrime(p)
        ? null
        : "has a number that is not prime where the prime belongs: it is damaged.";
  }

  /** To test a number of 2048 bits takes longer than all else that opens a session. */
  private static boolean isPrime(BigInteger number) {
    if (number.equals(knownPrime)) {
      return true;
    }
    boolean prime = number.isProbablePrime(CERTAINTY);
    if (prime) {
      knownPrime = number;
    }
    return prime;
  }

  private static AuthConfigurationException refused(String setting, String complaint) {
    return new AuthConfigurationException(List.of(setting + " " + complaint));
  }
}
