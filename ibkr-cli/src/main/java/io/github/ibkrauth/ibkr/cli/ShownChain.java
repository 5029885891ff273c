package io.github.ibkrauth.ibkr.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets a server show its certificates, the way that requests go, and sends it nothing. Nothing is
 * judged here.
 */
final class ShownChain {

  private static final int LONGEST_HEAD = 16 * 1024;

  private ShownChain() {}

  /**
   * Returns the certificates, the server's own first.
   *
   * @param server an address with https
   * @param proxy through which to go
   * @throws IOException when there is no connection, or no handshake
   */
  static List<X509Certificate> of(URI server, Optional<InetSocketAddress> proxy, Duration timeout)
      throws IOException {
    String host = server.getHost().replaceAll("[\\[\\]]", "");
    int port = server.getPort() < 0 ? 443 : server.getPort();
    int millis = Math.toIntExact(timeout.toMillis());
    Recorder recorder = new Recorder();
    try (Socket plain = new Socket(Proxy.NO_PROXY)) {
      plain.setSoTimeout(millis);
      if (proxy.isPresent()) {
        String name = proxy.get().getHostString();
        plain.connect(new InetSocketAddress(name, proxy.get().getPort()), millis);
        tunnel(plain, host, port);
      } else {
        plain.connect(new InetSocketAddress(host, port), millis);
      }
      try (SSLSocket secure =
          (SSLSocket) context(recorder).getSocketFactory().createSocket(plain, host, port, true)) {
        secure.startHandshake();
      }
    }
    return recorder.chain;
  }

  private static void tunnel(Socket plain, String host, int port) throws IOException {
    String place = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    String head = "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n\r\n";
    plain.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    plain.getOutputStream().flush();
    StringBuilder answer = new StringBuilder();
    InputStream in = plain.getInputStream();
    while (answer.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0 || answer.length() > LONGEST_HEAD) {
        throw new IOException("the proxy gave no answer");
      }
      answer.append((char) next);
    }
    if (!answer.toString().matches("(?s)HTTP/1\\.[01] 2[0-9][0-9].*")) {
      throw new IOException("the proxy makes no connection");
    }
  }

  private static SSLContext context(Recorder recorder) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {recorder}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has TLS", e);
    }
  }

  /** Accepts everything, since nothing is sent afterwards, and keeps what was shown. */
  private static final class Recorder extends X509ExtendedTrustManager {

    private List<X509Certificate> chain = List.of();

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String kind) {
      chain = List.of(shown);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String kind, Socket socket) {
      chain = List.of(shown);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String kind, SSLEngine engine) {
      chain = List.of(shown);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String kind) {}

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String kind, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
