package io.github.ibkrauth.auth.googlehttp.support;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** What one server's certificates are held against. Thread-safe. */
@FunctionalInterface
interface CertificateJudge {

  /**
   * Returns when the server may show these.
   *
   * @param chain what it shows, its own certificate first
   * @param keyExchange the kind of key exchange, in the handshake's words
   * @throws CertificateRefusedException when it may not
   */
  void judge(X509Certificate[] chain, String keyExchange) throws CertificateException;
}
