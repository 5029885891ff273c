package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of the usual authorities, with a refusal that says which server showed what.
 * Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class UsualAuthorities extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager judge;

  /**
   * Lets another trust manager judge.
   *
   * @param judge accepts and refuses
   */
  public UsualAuthorities(X509ExtendedTrustManager judge) {
    this.judge = Objects.requireNonNull(judge, "judge");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, keyExchange, socket);
    } catch (CertificateException e) {
      throw refused(chain, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, keyExchange, engine);
    } catch (CertificateException e) {
      throw refused(chain, engine.getHandshakeSession(), e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, keyExchange);
    } catch (CertificateException e) {
      throw refused(chain, null, e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, kind, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, kind, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    judge.checkClientTrusted(chain, kind);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }

  private static CertificateException refused(
      X509Certificate[] chain, @Nullable SSLSession session, CertificateException cause)
      throws CertificateException {
    String host = session == null ? null : session.getPeerHost();
    return new CertificateRefusedException(
        TlsErrorCode.CERTIFICATE_UNTRUSTED,
        "the certificate of "
            + (host == null ? "the server" : ServerName.inAddress(host))
            + " (SHA-256 "
            + CertificateFingerprint.of(chain[0])
            + ") is not trusted: no usual authority vouches for it today. If it is your own, name"
            + " its PEM file as http.trust-certificate.",
        cause);
  }
}
