package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.keys.DhParameters;
import io.github.ibkrauth.auth.keys.KeyFacts;
import io.github.ibkrauth.auth.keys.RsaDecrypter;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/** The steps that need no network, unless a lent key does. Never shows a secret. */
final class OfflineCheck {

  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);
  private static final int CERTAINTY = 32;

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final SettingsReader reader;

  OfflineCheck(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
    this.reader = new SettingsReader(config, runtime);
  }

  CheckResult configuration() {
    List<String> problems = reader.problemsBesideKeys();
    return problems.isEmpty()
        ? pass(CheckRun.CONFIGURATION, "all settings are valid")
        : failed(CheckRun.CONFIGURATION, problems);
  }

  CheckResult consumerKey() {
    Optional<String> found = config.find(OAuth1aKeys.CONSUMER_KEY);
    if (found.isEmpty()) {
      return failed(CheckRun.CONSUMER_KEY, List.of(config.missing(OAuth1aKeys.CONSUMER_KEY)));
    }
    String key = found.get();
    boolean test = key.equals(SettingsReader.TEST_CONSUMER);
    boolean testRealm =
        config.find(OAuth1aKeys.REALM).orElse(test ? "test_realm" : "").equals("test_realm");
    if (test != testRealm) {
      return new CheckResult(
          CheckRun.CONSUMER_KEY,
          Verdict.WARN,
          "the realm test_realm belongs to the consumer TESTCONS, and to no other",
          "Remove " + config.spelling(OAuth1aKeys.REALM) + "; the usual one is then used.");
    }
    if (test || key.matches("[A-Z]{9}")) {
      return pass(
          CheckRun.CONSUMER_KEY,
          test ? "the broker's public test consumer" : "nine upper-case letters");
    }
    return new CheckResult(
        CheckRun.CONSUMER_KEY,
        Verdict.WARN,
        "has "
            + key.length()
            + " characters; one from the self-service page has nine upper-case letters",
        "Compare it with the registration; third parties have other forms.");
  }

  CheckResult signatureKey() {
    List<String> problems = reader.signatureKeyProblems();
    if (!problems.isEmpty()) {
      return failed(CheckRun.SIGNATURE_KEY, problems);
    }
    byte[] signature = SettingsReader.SIGNATURE_KEY.signer(config, runtime).sign(PROBE);
    if (runtime.service(RsaSigner.class).isPresent()) {
      return pass(
          CheckRun.SIGNATURE_KEY,
          "the application lends a signer, and it signs (" + signature.length * 8 + " bits)");
    }
    KeyFacts facts = SettingsReader.SIGNATURE_KEY.describe(config);
    if (facts.publicKey().filter(key -> !verifies(key, signature)).isPresent()) {
      return new CheckResult(
          CheckRun.SIGNATURE_KEY,
          Verdict.FAIL,
          facts.source() + ": a signature does not verify under the key's own public half",
          "Make a new key, and register its public half.");
    }
    return described(CheckRun.SIGNATURE_KEY, facts);
  }

  CheckResult encryptionKey() {
    List<String> problems = reader.encryptionKeyProblems();
    if (!problems.isEmpty()) {
      return failed(CheckRun.ENCRYPTION_KEY, problems);
    }
    if (runtime.service(RsaDecrypter.class).isPresent()) {
      return pass(CheckRun.ENCRYPTION_KEY, "the application lends a decrypter");
    }
    KeyFacts facts = SettingsReader.ENCRYPTION_KEY.describe(config);
    if (isSignatureKey(facts)) {
      return new CheckResult(
          CheckRun.ENCRYPTION_KEY,
          Verdict.WARN,
          facts.source() + ": it is the signature key as well; the broker asks for two keys",
          "Check whether one of the two settings names the wrong key.");
    }
    return described(CheckRun.ENCRYPTION_KEY, facts);
  }

  CheckResult dhParameters() {
    List<String> problems = reader.dhProblems();
    if (!problems.isEmpty()) {
      return failed(CheckRun.DH_PARAMETERS, problems);
    }
    DhParameters dh = reader.dh();
    String detail = "a prime of " + dh.p().bitLength() + " bits, generator " + shown(dh.g());
    BigInteger half = dh.p().shiftRight(1);
    return half.isProbablePrime(CERTAINTY)
        ? pass(CheckRun.DH_PARAMETERS, detail + "; a safe prime")
        : new CheckResult(
            CheckRun.DH_PARAMETERS,
            Verdict.WARN,
            detail + "; not a safe prime, as openssl dhparam makes them",
            "If it was copied by hand, compare it with the registered file.");
  }

  CheckResult secret() {
    if (!config.isSet(OAuth1aKeys.ACCESS_TOKEN_SECRET)) {
      return new CheckResult(
          CheckRun.SECRET, Verdict.SKIP, "none is configured; the token store is asked", "");
    }
    AccessToken token = reader.configuredToken();
    token.text();
    int length = new SecretOpener(config, runtime).open(token).length;
    return length >= 8 && length <= 64
        ? pass(CheckRun.SECRET, "decrypts to " + length + " bytes")
        : new CheckResult(
            CheckRun.SECRET,
            Verdict.WARN,
            "decrypts to " + length + " bytes; 32 are usual",
            "If the proof fails below, issue a new access token.");
  }

  private boolean isSignatureKey(KeyFacts facts) {
    return SettingsReader.SIGNATURE_KEY.isSet(config)
        && reader.signatureKeyProblems().isEmpty()
        && facts.publicKeySha256().isPresent()
        && facts
            .publicKeySha256()
            .equals(SettingsReader.SIGNATURE_KEY.describe(config).publicKeySha256());
  }

  private static CheckResult described(String step, KeyFacts facts) {
    String detail =
        facts.source()
            + (facts.bits().isPresent() ? ", RSA " + facts.bits().getAsInt() + " bits" : "")
            + facts.publicKeySha256().map(hash -> ", public key SHA-256 " + hash).orElse("");
    Optional<String> warning = facts.permissionsWarning();
    return warning.isPresent()
        ? new CheckResult(step, Verdict.WARN, detail, warning.get())
        : pass(step, detail);
  }

  private static boolean verifies(RSAPublicKey key, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(PROBE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String shown(BigInteger generator) {
    return generator.bitLength() <= 16
        ? generator.toString()
        : "of " + generator.bitLength() + " bits";
  }

  private static CheckResult pass(String step, String detail) {
    return new CheckResult(step, Verdict.PASS, detail, "");
  }

  private static CheckResult failed(String step, List<String> problems) {
    return new CheckResult(
        step,
        Verdict.FAIL,
        String.join(System.lineSeparator(), problems),
        "Correct the settings that are named.");
  }
}
