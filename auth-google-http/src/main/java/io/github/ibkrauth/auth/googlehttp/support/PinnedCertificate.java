package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.http.Origin;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Accepts the one certificate whose fingerprint was written down by the user. */
record PinnedCertificate(Origin origin, String pinned) implements CertificateJudge {

  @Override
  public void judge(X509Certificate[] chain, String keyExchange) throws CertificateException {
    String shown = CertificateFingerprint.of(chain[0]);
    if (!shown.equals(pinned)) {
      throw new CertificateRefusedException(
          TlsErrorCode.CERTIFICATE_UNTRUSTED,
          ServerName.withPort(origin)
              + " does not show the pinned certificate: it shows SHA-256 "
              + shown
              + ", and pinned is SHA-256 "
              + pinned
              + ". If the server was installed anew, compare its fingerprint and pin that one; if"
              + " not, something else is listening there.",
          null);
    }
  }
}
