package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.base64;
import static io.github.ibkrauth.auth.keys.TestKeys.pem;
import static io.github.ibkrauth.auth.keys.TestKeys.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.spec.DHParameterSpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DhParametersTest {

  static final BigInteger PRIME = BigInteger.probablePrime(2048, new Random(7));
  private static final BigInteger FIVE = BigInteger.valueOf(5);
  private static final String MAKE_SOME = ": make some with openssl dhparam -out dhparam.pem 2048";
  private static final String NOT_PARAMETERS =
      "dh is damaged: it is not a sequence of a prime and a generator.";
  private static final String NEGATIVE =
      "dh has a negative number where the prime belongs: the program that wrote it left out the"
          + " sign byte.";

  static byte[] der(BigInteger... numbers) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    Arrays.stream(numbers).map(ASN1Integer::new).forEach(all::add);
    try {
      return new DERSequence(all).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<String> parse_whenGood_readsEveryForm() {
    String pem = pem("DH PARAMETERS", der(PRIME, FIVE));
    String hex = PRIME.toString(16);
    return Stream.of(
        pem,
        pem("DH PARAMETERS", der(PRIME, FIVE, BigInteger.valueOf(225))),
        pem.replace("\n", "\\n"),
        pem.replace("\n", "\r\n"),
        pem.indent(3),
        '"' + pem + '"',
        "    DH Parameters: (2048 bit)\n" + pem,
        base64(pem),
        Base64.getEncoder().encodeToString(der(PRIME, FIVE)),
        hex,
        "0x" + hex,
        "00:" + hex.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?=.)", "$1:"),
        hex.replaceAll("(.{64})", "$1\n    "));
  }

  @ParameterizedTest
  @MethodSource
  void parse_whenGood_readsEveryForm(String text) {
    DhParameters parameters = DhParameters.parse(text, FIVE, "dh");
    assertThat(parameters.p()).isEqualTo(PRIME);
    assertThat(parameters.g()).isEqualTo(FIVE);
  }

  @Test
  void of_whenEqualNumbers_isEqual() {
    DhParameters parameters = DhParameters.of(PRIME, FIVE, "dh");
    assertThat(parameters)
        .isEqualTo(DhParameters.of(PRIME, FIVE, "dh"))
        .hasSameHashCodeAs(DhParameters.of(PRIME, FIVE, "dh"))
        .isNotEqualTo(DhParameters.of(PRIME, BigInteger.TWO, "dh"))
        .hasToString("DhParameters(2048 bits, generator 3 bits)");
  }

  /** A prime is tested once; what comes after it is tested for itself. */
  @Test
  void of_whenADamagedNumberFollowsAKnownPrime_isRefused() {
    DhParameters.of(PRIME, FIVE, "dh");
    BigInteger damaged = PRIME.add(BigInteger.TWO);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> DhParameters.of(damaged, FIVE, "dh"))
          .isInstanceOf(AuthConfigurationException.class)
          .hasMessageContaining("not prime");
      assertThat(DhParameters.of(PRIME, FIVE, "dh").p()).isEqualTo(PRIME);
    }
  }

  @Test
  void parse_whenPem_takesTheGeneratorOfTheText() {
    assertThat(DhParameters.parse(pem("DH PARAMETERS", der(PRIME, FIVE)), BigInteger.TWO, "dh").g())
        .isEqualTo(FIVE);
  }

  @Test
  void parse_whenOfTheJavaPlatform_agrees() throws Exception {
    java.security.AlgorithmParameters platform =
        java.security.AlgorithmParameters.getInstance("DH");
    platform.init(new DHParameterSpec(PRIME, FIVE));
    assertThat(DhParameters.parse(pem("DH PARAMETERS", platform.getEncoded()), FIVE, "dh"))
        .isEqualTo(DhParameters.of(PRIME, FIVE, "dh"));
  }

  static Stream<Arguments> parse_whenBad_saysWhat() throws IOException {
    byte[] good = der(PRIME, BigInteger.TWO);
    BigInteger small = BigInteger.probablePrime(1024, new Random(8));
    return Stream.of(
        Arguments.of("", "dh is empty."),
        Arguments.of(
            dh(Arrays.copyOf(good, good.length + 1)),
            "dh is damaged: bytes follow after the end of the parameters."),
        Arguments.of(
            dh(Arrays.copyOf(good, good.length - 4)),
            "dh is cut off: the numbers are longer than the text."),
        Arguments.of(
            dh(der(small, BigInteger.TWO)),
            "dh has a prime of 1024 bits, but at least 2048 are needed"
                + MAKE_SOME
                + ", and register them."),
        Arguments.of(
            dh(der(BigInteger.ONE.shiftLeft(9000).add(BigInteger.ONE), BigInteger.TWO)),
            "dh has a prime of 9001 bits, but at most 8192 are read."),
        Arguments.of(
            dh(der(PRIME.subtract(BigInteger.ONE), BigInteger.TWO)),
            "dh has an even number where the prime belongs: it is damaged."),
        Arguments.of(
            dh(der(PRIME.multiply(BigInteger.valueOf(3)), BigInteger.TWO)),
            "dh has a number that is not prime where the prime belongs: it is damaged."),
        Arguments.of(dh(der(PRIME.negate(), BigInteger.TWO)), NEGATIVE),
        Arguments.of(dh(withoutSignByte()), NEGATIVE),
        Arguments.of("-" + PRIME.toString(16), NEGATIVE),
        Arguments.of(
            dh(der(PRIME, BigInteger.ONE)), "dh has a generator below 2: it is usually 2."),
        Arguments.of(
            dh(der(PRIME, BigInteger.ZERO)), "dh has a generator below 2: it is usually 2."),
        Arguments.of(
            dh(der(PRIME, BigInteger.TWO.negate())),
            "dh has a negative generator: it is usually 2."),
        Arguments.of(
            dh(der(PRIME, PRIME.subtract(BigInteger.ONE))),
            "dh has a generator that is not smaller than the prime less 1: it is usually 2."),
        Arguments.of(
            dh(der(PRIME, BigInteger.TWO, BigInteger.ONE.negate())),
            "dh has a negative length for the private value."),
        Arguments.of(
            dh(der(PRIME, BigInteger.TWO, BigInteger.TEN, BigInteger.ONE)),
            "dh is damaged: further numbers follow after prime and generator."),
        Arguments.of(dh(der(PRIME)), NOT_PARAMETERS),
        Arguments.of(dh(new byte[20]), NOT_PARAMETERS),
        Arguments.of(dh(new byte[] {0x30, 0x02, 0x02, 0x00}), NOT_PARAMETERS),
        Arguments.of(dh(new byte[] {0x30, (byte) 0x80, 0, 0}), NOT_PARAMETERS),
        Arguments.of(
            dh(good).replaceFirst("MII", "M!I"),
            "dh is damaged: what stands between its BEGIN and END lines is not Base64."),
        Arguments.of(dh(good).substring(0, 200), "dh is cut off: its END line is missing."),
        Arguments.of(dh(good) + dh(good), "dh holds 2 sets of DH parameters, but one is needed."),
        Arguments.of(
            pem("X9.42 DH PARAMETERS", good),
            "dh holds DH parameters in the form of X9.42, but that of PKCS#3 is needed"
                + MAKE_SOME
                + "."),
        Arguments.of(
            TestKeys.pkcs8(),
            "dh holds a private key, but DH parameters are needed" + MAKE_SOME + "."),
        Arguments.of(
            pem("PUBLIC KEY", TestKeys.PAIR.getPublic().getEncoded()),
            "dh holds a public key, but DH parameters are needed" + MAKE_SOME + "."),
        Arguments.of(
            pem("CERTIFICATE", good),
            "dh holds a certificate, but DH parameters are needed" + MAKE_SOME + "."),
        Arguments.of(
            pem("SOMETHING", good),
            "dh holds another kind of PEM block, but DH parameters are needed" + MAKE_SOME + "."),
        Arguments.of(
            "/run/secrets/dhparam",
            "dh looks like the path of a file, not like its content: write file: before it."),
        Arguments.of(
            "not a prime",
            "dh is neither DH parameters in PEM form nor a prime in hexadecimal digits."),
        Arguments.of(
            "QUJDREVGR0g=",
            "dh is neither DH parameters in PEM form nor a prime in hexadecimal digits."));
  }

  @ParameterizedTest
  @MethodSource
  void parse_whenBad_saysWhat(String text, String expected) {
    assertThat(sentence(() -> DhParameters.parse(text, BigInteger.TWO, "dh"))).isEqualTo(expected);
  }

  @Test
  void parse_whenVectorIsGood_readsIt() {
    for (JsonNode vector : Vectors.read("keys.json").path("dh")) {
      DhParameters parameters =
          DhParameters.parse(vector.path("pem").asText(), BigInteger.TEN, "dh");
      assertThat(parameters.p())
          .isEqualTo(new BigInteger(vector.path("primeHex").asText(), 16))
          .isEqualTo(
              DhParameters.parse(vector.path("derBase64").asText(), BigInteger.TEN, "dh").p())
          .isEqualTo(
              DhParameters.parse(vector.path("primeHex").asText(), BigInteger.TWO, "dh").p());
      assertThat(parameters.g()).isEqualTo(vector.path("generator").bigIntegerValue());
    }
  }

  @Test
  void parse_whenVectorIsBad_saysWhat() {
    Map<String, String> found = new HashMap<>();
    Vectors.read("keys.json")
        .path("dh_invalid")
        .properties()
        .forEach(
            vector ->
                found.put(
                    vector.getKey(),
                    sentence(
                        () ->
                            DhParameters.parse(vector.getValue().asText(), BigInteger.TWO, "dh"))));
    assertThat(found)
        .containsEntry("negative_prime_integer", NEGATIVE)
        .containsEntry("truncated_der", "dh is cut off: the numbers are longer than the text.")
        .containsEntry("generator_one", "dh has a generator below 2: it is usually 2.")
        .containsEntry(
            "even_modulus", "dh has an even number where the prime belongs: it is damaged.")
        .containsEntry(
            "prime_512_bits",
            "dh has a prime of 512 bits, but at least 2048 are needed"
                + MAKE_SOME
                + ", and register them.")
        .hasSize(5);
  }

  private static String dh(byte[] der) {
    return pem("DH PARAMETERS", der);
  }

  /** Writes the prime as a buggy program does: its first bit, which is set, is taken for a sign. */
  private static byte[] withoutSignByte() throws IOException {
    byte[] magnitude = Arrays.copyOfRange(PRIME.toByteArray(), 1, 257);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {0x30, (byte) 0x82, 0x01, 0x07, 0x02, (byte) 0x82, 0x01, 0x00});
    out.write(magnitude);
    out.write(new byte[] {0x02, 0x01, 0x02});
    return out.toByteArray();
  }
}
