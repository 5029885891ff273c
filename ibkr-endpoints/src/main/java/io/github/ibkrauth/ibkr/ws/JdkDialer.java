package io.github.ibkrauth.ibkr.ws;

import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Makes connections with the JDK's own client. Thread-safe. */
final class JdkDialer implements Dialer {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.ws");

  private final Supplier<HttpClient> client;
  private final Duration timeout;

  JdkDialer(Supplier<HttpClient> client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  @Override
  public void dial(Upgrade upgrade, WireListener listener) {
    JdkWire wire = new JdkWire(listener);
    try {
      WebSocket.Builder builder = client.get().newWebSocketBuilder().connectTimeout(timeout);
      upgrade.headers().forEach(builder::header);
      builder
          .buildAsync(upgrade.address(), wire)
          .whenComplete(
              (socket, failure) -> {
                if (failure != null) {
                  failed(listener, failure);
                }
              });
    } catch (RuntimeException e) {
      failed(listener, e);
    }
  }

  private static void failed(WireListener listener, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof WebSocketHandshakeException refusal && refusal.getResponse() != null) {
      listener.refused(refusal.getResponse().statusCode(), refusal.getResponse().headers().map());
    } else {
      // The message may quote the address, and the address holds a token.
      LOG.log(Level.DEBUG, "No connection: {0}", cause.getClass().getName());
      listener.down("no connection (" + cause.getClass().getSimpleName() + ")");
    }
  }
}
