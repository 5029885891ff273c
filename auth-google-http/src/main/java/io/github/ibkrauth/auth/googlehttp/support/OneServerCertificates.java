package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.http.Origin;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Judges the certificates of one server, and refuses every other one. */
final class OneServerCertificates extends X509ExtendedTrustManager {

  private final Origin origin;
  private final CertificateJudge judge;

  OneServerCertificates(Origin origin, CertificateJudge judge) {
    this.origin = origin;
    this.judge = judge;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    // The port is not compared: through a proxy, a socket over another one gives the proxy's.
    SSLSession session = socket instanceof SSLSocket secure ? secure.getHandshakeSession() : null;
    if (!isOurHost(session)) {
      throw elsewhere();
    }
    judge.judge(chain, keyExchange);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    if (!isOurHost(engine.getHandshakeSession()) || engine.getPeerPort() != origin.port()) {
      throw elsewhere();
    }
    judge.judge(chain, keyExchange);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    throw elsewhere();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    throw elsewhere();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    throw elsewhere();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw elsewhere();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private boolean isOurHost(@Nullable SSLSession session) {
    String host = session == null ? null : session.getPeerHost();
    return host != null && ServerName.bare(host).equals(ServerName.bare(origin.host()));
  }

  private CertificateException elsewhere() {
    return new CertificateRefusedException(
        TlsErrorCode.CERTIFICATE_UNTRUSTED,
        "a certificate was to be judged that is not one of "
            + ServerName.withPort(origin)
            + ", which is the only server it may be judged for.",
        null);
  }
}
