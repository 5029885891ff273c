package io.github.ibkrauth.auth.googlehttp;

import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.socket.LayeredConnectionSocketFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Secures the connections to one server in its own way, and those to all others as usual. The two
 * ways share nothing: no trust, no check of names, no TLS sessions to resume. Which way is taken is
 * decided by host and port of the request's target, before anything is sent.
 */
final class RoutedTls implements LayeredConnectionSocketFactory {

  private final LayeredConnectionSocketFactory usual;
  private final LayeredConnectionSocketFactory special;
  private final Origin origin;

  /**
   * Sets the two ways up.
   *
   * @param trust the one server, and what it may show
   * @param usual for every other server
   * @param handshake how long a handshake with the one server may take
   */
  RoutedTls(ServerTrust trust, LayeredConnectionSocketFactory usual, Duration handshake) {
    this.usual = usual;
    this.special = new OneServerTls(trust, handshake);
    this.origin = trust.origin();
  }

  @Override
  public Socket createSocket(HttpContext context) throws IOException {
    return usual.createSocket(context);
  }

  @Override
  public Socket createSocket(@Nullable Proxy proxy, HttpContext context) throws IOException {
    return usual.createSocket(proxy, context);
  }

  @Override
  public Socket connectSocket(
      TimeValue connectTimeout,
      Socket socket,
      HttpHost host,
      InetSocketAddress remote,
      InetSocketAddress local,
      HttpContext context)
      throws IOException {
    return way(host.getHostName(), remote.getPort())
        .connectSocket(connectTimeout, socket, host, remote, local, context);
  }

  @Override
  public Socket connectSocket(
      Socket socket,
      HttpHost host,
      InetSocketAddress remote,
      InetSocketAddress local,
      Timeout connectTimeout,
      Object attachment,
      HttpContext context)
      throws IOException {
    return way(host.getHostName(), remote.getPort())
        .connectSocket(socket, host, remote, local, connectTimeout, attachment, context);
  }

  @Override
  public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context)
      throws IOException {
    return way(target, port).createLayeredSocket(socket, target, port, context);
  }

  @Override
  public Socket createLayeredSocket(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    return way(target, port).createLayeredSocket(socket, target, port, attachment, context);
  }

  private LayeredConnectionSocketFactory way(String host, int port) {
    return port == origin.port() && bare(host).equalsIgnoreCase(bare(origin.host()))
        ? special
        : usual;
  }

  /** An IPv6 address is written with brackets in an address and without them in a route. */
  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** Judges the certificate in the handshake and, for a session that was resumed, after it. */
  private static final class OneServerTls extends TimedTls {

    private final ServerTrust trust;

    OneServerTls(ServerTrust trust, Duration handshake) {
      super(trust.newContext(), handshake);
      this.trust = trust;
    }

    @Override
    protected void verifySession(String host, SSLSession session) throws SSLException {
      trust.verify(session);
    }
  }
}
