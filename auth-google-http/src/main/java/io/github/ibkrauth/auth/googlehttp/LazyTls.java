package io.github.ibkrauth.auth.googlehttp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.function.Supplier;
import org.apache.hc.client5.http.socket.LayeredConnectionSocketFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Secures connections in a way that is made for the first of them: to read the authorities of the
 * Java runtime takes longer than everything else about a transport, and whoever talks only to a
 * gateway with a certificate of its own never needs them. Thread-safe.
 */
final class LazyTls implements LayeredConnectionSocketFactory {

  private final Supplier<LayeredConnectionSocketFactory> maker;
  private volatile @Nullable LayeredConnectionSocketFactory made;

  LazyTls(Supplier<LayeredConnectionSocketFactory> maker) {
    this.maker = maker;
  }

  @Override
  public Socket createSocket(HttpContext context) throws IOException {
    return way().createSocket(context);
  }

  @Override
  public Socket createSocket(@Nullable Proxy proxy, HttpContext context) throws IOException {
    return way().createSocket(proxy, context);
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
    return way().connectSocket(connectTimeout, socket, host, remote, local, context);
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
    return way().connectSocket(socket, host, remote, local, connectTimeout, attachment, context);
  }

  @Override
  public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context)
      throws IOException {
    return way().createLayeredSocket(socket, target, port, context);
  }

  @Override
  public Socket createLayeredSocket(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    return way().createLayeredSocket(socket, target, port, attachment, context);
  }

  /** Of two threads that come first together each may make one; TLS sessions of one are lost. */
  private LayeredConnectionSocketFactory way() {
    LayeredConnectionSocketFactory known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }
}
