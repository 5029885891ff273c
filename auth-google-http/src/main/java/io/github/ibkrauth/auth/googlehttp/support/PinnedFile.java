package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the certificates of a file as they are, and those that an authority in it vouches for.
 *
 * @param origin the server
 * @param file the file, for messages
 * @param exact the certificates of the file
 * @param authorities judges a chain by the authorities among them, when there are any
 */
record PinnedFile(
    Origin origin, Path file, List<X509Certificate> exact, Optional<X509TrustManager> authorities)
    implements CertificateJudge {

  private static final DefaultHostnameVerifier NAMES = new DefaultHostnameVerifier();

  static PinnedFile of(Origin origin, Path file, List<X509Certificate> certificates) {
    List<X509Certificate> issuers =
        certificates.stream().filter(one -> one.getBasicConstraints() >= 0).toList();
    return new PinnedFile(
        origin,
        file,
        List.copyOf(certificates),
        issuers.isEmpty() ? Optional.empty() : Optional.of(authorities(issuers)));
  }

  @Override
  public void judge(X509Certificate[] chain, String keyExchange) throws CertificateException {
    if (exact.contains(chain[0])) {
      return;
    }
    if (authorities.isEmpty()) {
      throw refused(chain[0], "is not in " + file, null);
    }
    try {
      authorities.get().checkServerTrusted(chain, keyExchange);
    } catch (CertificateException e) {
      throw refused(
          chain[0],
          "is not in " + file + ", and no authority in it vouches for the certificate today",
          e);
    }
    try {
      NAMES.verify(ServerName.bare(origin.host()), chain[0]);
    } catch (SSLException e) {
      throw refused(chain[0], "is vouched for by " + file + ", but for another host", e);
    }
  }

  private CertificateRefusedException refused(
      X509Certificate shown, String why, @Nullable Exception cause) throws CertificateException {
    return new CertificateRefusedException(
        TlsErrorCode.CERTIFICATE_UNTRUSTED,
        "the certificate of "
            + ServerName.withPort(origin)
            + " (SHA-256 "
            + CertificateFingerprint.of(shown)
            + ") "
            + why
            + ": put the server's own certificate there if this is it.",
        cause);
  }

  private static X509TrustManager authorities(List<X509Certificate> issuers) {
    try {
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      int count = 0;
      for (X509Certificate issuer : issuers) {
        anchors.setCertificateEntry("own-" + count++, issuer);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(anchors);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot judge certificates", e);
    }
  }
}
