package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static io.github.ibkrauth.auth.keys.TestKeys.PASSPHRASE;
import static io.github.ibkrauth.auth.keys.TestKeys.pkcs1;
import static io.github.ibkrauth.auth.keys.TestKeys.pkcs8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Damages keys in thousands of ways: no message may show a part, no damaged key may come out. */
class PemKeysLeakTest {

  private static final int WINDOW = 12;
  private static final Map<String, Set<String>> PARTS = new ConcurrentHashMap<>();

  @Test
  void privateKey_whenCutAnywhere_refusesAndShowsNothing() {
    for (String pem : forms()) {
      for (int end = 1; end < pem.stripTrailing().length(); end += 11) {
        String cut = pem.substring(0, end);
        assertThat(refused(pem, () -> TestKeys.read(cut, PASSPHRASE))).as("cut at " + end).isTrue();
      }
      for (int start = 1; start < pem.length(); start += 11) {
        String cut = pem.substring(start);
        assertThat(refused(pem, () -> TestKeys.read(cut, PASSPHRASE)))
            .as("cut before " + start)
            .isTrue();
      }
    }
  }

  @Test
  void privateKey_whenOneCharacterIsChanged_refusesAndShowsNothing() {
    for (String pem : List.of(pkcs8(), pkcs1())) {
      int bodyStart = pem.indexOf('\n');
      int bodyEnd = pem.indexOf("\n-----END");
      for (int i = bodyStart; i < bodyEnd; i += 7) {
        for (char other : new char[] {'A', 'q', '/', '~'}) {
          if (pem.charAt(i) != other && pem.charAt(i) != '\n') {
            String changed = pem.substring(0, i) + other + pem.substring(i + 1);
            refused(pem, () -> TestKeys.read(changed));
          }
        }
      }
    }
  }

  @Test
  void privateKey_whenPassphraseIsWrong_showsNeitherTextNorPassphrase() {
    String passphrase = "Zebra-Quilt-9173-Lantern";
    for (String pem : List.of(TestKeys.encryptedPkcs8(), TestKeys.traditional("AES-256-CBC"))) {
      assertThat(refused(pem + "\n" + passphrase, () -> TestKeys.read(pem, passphrase))).isTrue();
    }
  }

  @Test
  void privateKey_whenUnderAStrangeLabel_showsNothing() {
    String body = pkcs8().lines().skip(1).limit(10).reduce("", String::concat);
    String label = body.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    String text =
        "-----BEGIN " + label.substring(0, 50) + "-----\n" + body + "\n-----END " + label + "-----";
    assertThat(refused(text, () -> TestKeys.read(text))).isTrue();
    String whole = text.replace(label, label.substring(0, 50));
    assertThat(refused(whole, () -> TestKeys.read(whole))).isTrue();
  }

  @Test
  void parse_whenDhParametersAreDamaged_showsNothing() {
    String pem =
        TestKeys.pem("DH PARAMETERS", DhParametersTest.der(DhParametersTest.PRIME, BigInteger.TWO));
    for (int end = 1; end < pem.stripTrailing().length(); end += 9) {
      String cut = pem.substring(0, end);
      assertThat(refused(pem, () -> DhParameters.parse(cut, BigInteger.TWO, "dh"))).isTrue();
    }
  }

  @Test
  void toString_showsNothing() {
    String everything = forms().toString() + KEY.getPrivateExponent().toString(16);
    PemText text = PemText.of(pkcs8());
    for (Object object :
        List.of(
            text,
            text.blocks(),
            RsaSigner.of(KEY),
            RsaDecrypter.of(KEY),
            new KeyFacts("the.key", KEY, null),
            PemKeys.forSetting("the.key"))) {
      assertThat(shownPart(everything, object.toString())).isEmpty();
    }
  }

  private static List<String> forms() {
    return List.of(
        pkcs8(), pkcs1(), TestKeys.encryptedPkcs8(), TestKeys.traditional("AES-256-CBC"));
  }

  /** Returns whether reading was refused; otherwise it must have given the undamaged key. */
  private static boolean refused(String secretText, Supplier<Object> reading) {
    try {
      Object key = reading.get();
      if (key instanceof PrivateKey) {
        assertThat(key).isEqualTo(KEY);
      }
      return false;
    } catch (AuthConfigurationException e) {
      StringWriter all = new StringWriter();
      PrintWriter printer = new PrintWriter(all);
      for (Throwable layer = e; layer != null; layer = layer.getCause()) {
        printer.println(layer);
        List.of(layer.getSuppressed()).forEach(printer::println);
      }
      assertThat(shownPart(secretText, all + String.join("\n", e.problems()))).isEmpty();
      return true;
    }
  }

  /** Returns a part of the secret text, of a dozen characters, that the output shows. */
  private static Optional<String> shownPart(String secretText, String output) {
    Set<String> parts = PARTS.computeIfAbsent(secretText, PemKeysLeakTest::partsOf);
    return IntStream.rangeClosed(0, output.length() - WINDOW)
        .mapToObj(i -> output.substring(i, i + WINDOW))
        .filter(parts::contains)
        .findFirst();
  }

  private static Set<String> partsOf(String secretText) {
    Set<String> parts = new HashSet<>();
    for (String line : secretText.lines().toList()) {
      if (!line.contains("-----") && !line.contains(": ")) {
        for (int i = 0; i + WINDOW <= line.length(); i++) {
          parts.add(line.substring(i, i + WINDOW));
        }
      }
    }
    return parts;
  }
}
