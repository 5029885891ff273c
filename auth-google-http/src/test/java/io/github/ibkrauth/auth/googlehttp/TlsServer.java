package io.github.ibkrauth.auth.googlehttp;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A loopback server over TLS that says 200 to everything, or redirects. */
public final class TlsServer implements AutoCloseable {

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();

  private TlsServer(SSLContext context, int port, String protocol, String location)
      throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = context.getDefaultSSLParameters();
            tls.setProtocols(new String[] {protocol});
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Connection", "close");
          if (!location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", location);
          }
          exchange.sendResponseHeaders(location.isEmpty() ? 200 : 302, -1);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  public static TlsServer start(TestIdentity identity) throws Exception {
    return start(identity, "TLSv1.3");
  }

  public static TlsServer start(TestIdentity identity, String protocol) throws Exception {
    return new TlsServer(identity.context(), 0, protocol, "");
  }

  /** Starts one where another one was. */
  public static TlsServer startAt(int port, TestIdentity identity) throws Exception {
    return new TlsServer(identity.context(), port, "TLSv1.3", "");
  }

  /** Starts one that sends everybody elsewhere. */
  public static TlsServer redirecting(TestIdentity identity, URI location) throws Exception {
    return new TlsServer(identity.context(), 0, "TLSv1.3", location.toString());
  }

  /** Starts one that shares keys and TLS sessions with every other one of the context. */
  public static TlsServer sharing(SSLContext context, String protocol) throws Exception {
    return new TlsServer(context, 0, protocol, "");
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI uri() {
    return uri("localhost");
  }

  public URI uri(String host) {
    return URI.create("https://" + host + ":" + port() + "/");
  }

  public Origin origin() {
    return Origin.of(uri());
  }

  /** Returns how many requests came. */
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
