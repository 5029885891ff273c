package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.keys.KeyFacts;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Looks at the key and signs something with it, without the network unless the signer needs it. */
final class KeyCheck {

  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

  private final AuthConfig config;
  private final AuthRuntime runtime;

  KeyCheck(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
  }

  CheckResult result(String step) {
    try {
      byte[] signature = SettingsReader.PRIVATE_KEY.signer(config, runtime).sign(PROBE);
      if (runtime.service(RsaSigner.class).isPresent()) {
        return new CheckResult(
            step,
            Verdict.PASS,
            "the application lends a signer, and it signs (" + signature.length * 8 + " bits)",
            "");
      }
      return configured(step, SettingsReader.PRIVATE_KEY.describe(config), signature);
    } catch (AuthException e) {
      return new CheckResult(
          step, Verdict.FAIL, String.valueOf(e.getMessage()), Remedies.of(e.code()));
    } catch (RuntimeException e) {
      // A foreign signer threw; nobody knows what its message holds.
      return new CheckResult(
          step,
          Verdict.FAIL,
          "signing failed: " + e.getClass().getName(),
          "Check the signer that the application lends.");
    }
  }

  private static CheckResult configured(String step, KeyFacts facts, byte[] signature) {
    if (facts.publicKey().filter(key -> !verifies(key, signature)).isPresent()) {
      return new CheckResult(
          step,
          Verdict.FAIL,
          facts.source() + ": a signature does not verify under the key's own public half",
          "Make a new key, and register its public half.");
    }
    String detail =
        facts.source()
            + (facts.bits().isPresent() ? ", RSA " + facts.bits().getAsInt() + " bits" : "")
            + facts.publicKeySha256().map(hash -> ", public key SHA-256 " + hash).orElse("");
    Optional<String> warning = facts.permissionsWarning();
    return warning.isPresent()
        ? new CheckResult(step, Verdict.WARN, detail, warning.get())
        : new CheckResult(step, Verdict.PASS, detail, "");
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
}
