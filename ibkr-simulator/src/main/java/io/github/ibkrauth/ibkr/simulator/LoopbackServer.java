package io.github.ibkrauth.ibkr.simulator;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server on 127.0.0.1, with or without TLS. */
final class LoopbackServer {
  static final String HOST = "127.0.0.1";

  /** Held strongly: the logging system forgets the level of a logger nobody holds. */
  private static final Logger SERVER_LOG = Logger.getLogger("org.eclipse.jetty");

  private final Server server;
  private final ServerConnector connector;

  private LoopbackServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static LoopbackServer start(int port, @Nullable TlsIdentity tls, Handler handler) {
    if (SERVER_LOG.getLevel() == null) {
      SERVER_LOG.setLevel(Level.WARNING);
    }
    QueuedThreadPool threads = new QueuedThreadPool(200, 4);
    threads.setName("ibkr-simulator");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setStopTimeout(0);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(32 * 1024);
    // The cache would give a value that differs from an earlier one in case only the earlier one's
    // case: fatal for tokens and signatures.
    configuration.setHeaderCacheSize(0);
    configuration.setHeaderCacheCaseSensitive(true);
    if (tls != null) {
      // Clients decide what names they take; the gateway's certificate has none at all.
      configuration.addCustomizer(new SecureRequestCustomizer(false));
    }
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    // No accepting threads, the selector accepts: a thread blocked in accept() can take a last
    // connection while we stop.
    ServerConnector connector =
        tls == null
            ? new ServerConnector(server, 0, 1, http)
            : new ServerConnector(
                server, 0, 1, new SslConnectionFactory(context(tls), http.getProtocol()), http);
    connector.setHost(HOST);
    connector.setPort(port);
    connector.setAcceptQueueSize(512);
    connector.setIdleTimeout(60_000);
    server.addConnector(connector);
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new IllegalStateException(
          "The simulator cannot listen on " + HOST + ":" + port + ": " + e.getMessage(), e);
    }
    return new LoopbackServer(server, connector);
  }

  int port() {
    return connector.getLocalPort();
  }

  void stop() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      SERVER_LOG.log(Level.WARNING, "the simulator did not stop cleanly", e);
    }
  }

  private static SslContextFactory.Server context(TlsIdentity tls) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(tls.keyStore());
    context.setKeyStorePassword(TlsIdentity.PASSWORD);
    context.setSniRequired(false);
    return context;
  }
}
