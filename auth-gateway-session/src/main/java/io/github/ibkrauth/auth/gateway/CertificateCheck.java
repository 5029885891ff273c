package io.github.ibkrauth.auth.gateway;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.gateway.GatewayKeys.TlsTrust;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.PresentedCertificate;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.util.Optional;

/** Says which certificate the gateway shows, and why it is trusted or not. Used by one thread. */
final class CertificateCheck {

  private static final String PIN = "ibkr gateway pin";

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final GatewaySettings settings;
  private final TrustSettings trust;
  private final Origin origin;
  private Optional<PresentedCertificate> shown = Optional.empty();
  private boolean rememberedBefore;

  CertificateCheck(AuthConfig config, AuthRuntime runtime, GatewaySettings settings) {
    this.config = config;
    this.runtime = runtime;
    this.settings = settings;
    this.trust = new TrustSettings(config);
    this.origin = Origin.of(settings.gateway());
  }

  /** Lets the gateway show its certificate, before the first request may remember it. */
  void look() {
    if (!secure() || lent()) {
      return;
    }
    try {
      rememberedBefore = byFirstUse() && trust.known().fingerprint(origin).isPresent();
      shown =
          Optional.of(
              PresentedCertificate.fetch(origin, HttpDefaults.from(config).connectTimeout()));
    } catch (IOException | AuthException e) {
      // The request that follows meets the same, and says what it is.
      shown = Optional.empty();
    }
  }

  /** Returns how it went, from what the first request met. */
  CheckResult result(GatewayAnswer answer) {
    if (answer.condition() == GatewayCondition.CERTIFICATE_REFUSED) {
      return CheckResult.fail(CheckRun.CERTIFICATE, answer.reply().sentence(), remedy(answer));
    }
    if (!secure()) {
      return CheckResult.skip(CheckRun.CERTIFICATE, "there is none: plain HTTP on this computer");
    }
    if (lent()) {
      return CheckResult.skip(CheckRun.CERTIFICATE, "the application's own transport judges it");
    }
    String what = shown.map(CertificateCheck::described).orElse("accepted");
    if (config.isSet(GatewayKeys.CERTIFICATE_FINGERPRINT)) {
      return pass(what + ": pinned by " + settings.name(GatewayKeys.CERTIFICATE_FINGERPRINT));
    }
    if (config.isSet(GatewayKeys.CERTIFICATE_FILE)) {
      return pass(what + ": as in " + settings.name(GatewayKeys.CERTIFICATE_FILE));
    }
    return switch (trust.mode()) {
      case FIRST_USE ->
          pass(
              what
                  + (rememberedBefore ? ": as remembered in " : ": first seen, and remembered in ")
                  + trust.known().file());
      case SYSTEM -> pass(what + ": a known authority vouches for it");
      case ANYTHING ->
          CheckResult.warn(
              CheckRun.CERTIFICATE,
              what + ": accepted, as any other would be",
              "Remove " + settings.name(GatewayKeys.TLS_TRUST) + ", or pin it: " + PIN + ".");
    };
  }

  private String remedy(GatewayAnswer answer) {
    if (answer.code().equals(TlsErrorCode.CERTIFICATE_CHANGED)) {
      return "If the gateway was installed anew, run "
          + PIN
          + " --replace; if not, find out which program listens there.";
    }
    return config.isSet(GatewayKeys.CERTIFICATE_FINGERPRINT)
            || config.isSet(GatewayKeys.CERTIFICATE_FILE)
        ? "Compare the fingerprint with that of the gateway, then correct the setting; "
            + PIN
            + " shows it."
        : "Compare the fingerprint with that of the gateway; " + PIN + " shows and stores it.";
  }

  private static String described(PresentedCertificate certificate) {
    return "SHA-256 " + certificate.fingerprint() + " (" + certificate.subject() + ")";
  }

  private static CheckResult pass(String detail) {
    return CheckResult.pass(CheckRun.CERTIFICATE, detail);
  }

  private boolean byFirstUse() {
    return !config.isSet(GatewayKeys.CERTIFICATE_FINGERPRINT)
        && !config.isSet(GatewayKeys.CERTIFICATE_FILE)
        && trust.mode() == TlsTrust.FIRST_USE;
  }

  private boolean secure() {
    return origin.scheme().equals("https");
  }

  private boolean lent() {
    return runtime.service(HttpTransport.class).isPresent();
  }
}
