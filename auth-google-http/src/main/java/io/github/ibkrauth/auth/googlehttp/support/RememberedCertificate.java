package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.http.Origin;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Accepts the certificate that is remembered for a server.
 *
 * @param origin the server
 * @param known what is remembered
 * @param remembers whether the first certificate shown is remembered, when none is yet
 */
record RememberedCertificate(Origin origin, KnownServers known, boolean remembers)
    implements CertificateJudge {

  @Override
  public void judge(X509Certificate[] chain, String keyExchange) throws CertificateException {
    String shown = CertificateFingerprint.of(chain[0]);
    String expected;
    try {
      Optional<String> before = known.fingerprint(origin);
      expected =
          before.isEmpty() && remembers
              ? known.rememberFirst(origin, shown)
              : before.orElseThrow(() -> unknown(shown));
    } catch (AuthConfigurationException e) {
      throw new CertificateRefusedException(
          TlsErrorCode.CERTIFICATE_UNTRUSTED,
          "the certificate of "
              + ServerName.withPort(origin)
              + " cannot be compared with the one remembered: "
              + e.getMessage(),
          e);
    }
    if (!shown.equals(expected)) {
      throw changed(shown, expected);
    }
  }

  private CertificateRefusedException unknown(String shown) {
    return new CertificateRefusedException(
        TlsErrorCode.CERTIFICATE_UNTRUSTED,
        ServerName.withPort(origin)
            + " shows the certificate SHA-256 "
            + shown
            + ", and none is remembered for it; the first one is taken from this computer only."
            + " Compare the fingerprint at the server, and store it with `ibkr gateway pin`.",
        null);
  }

  private CertificateRefusedException changed(String shown, String expected) {
    return new CertificateRefusedException(
        TlsErrorCode.CERTIFICATE_CHANGED,
        "THE CERTIFICATE OF "
            + ServerName.withPort(origin)
            + " HAS CHANGED: it shows SHA-256 "
            + shown
            + ", and "
            + known.file()
            + " remembers SHA-256 "
            + expected
            + ". If the gateway was reinstalled, store the new fingerprint with `ibkr gateway pin"
            + " --replace`; if not, another program is listening there, and nothing was sent to it.",
        null);
  }
}
