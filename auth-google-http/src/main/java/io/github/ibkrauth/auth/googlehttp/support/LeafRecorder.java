package io.github.ibkrauth.auth.googlehttp.support;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Keeps the certificate that a server shows, and judges nothing: never for a request. */
final class LeafRecorder extends X509ExtendedTrustManager {

  private final AtomicReference<@Nullable X509Certificate> leaf = new AtomicReference<>();

  @Nullable X509Certificate leaf() {
    return leaf.get();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket) {
    leaf.set(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine) {
    leaf.set(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange) {
    leaf.set(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    throw new CertificateException("no client is judged here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no client is judged here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("no client is judged here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
