package io.github.ibkrauth.ibkr;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthRuntime;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a client made itself and frees when it is closed. Thread-safe. */
final class OwnedResources implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr");

  private final AtomicReference<@Nullable AuthRuntime> runtime = new AtomicReference<>();
  private final AtomicReference<@Nullable HttpTransport> transport = new AtomicReference<>();

  AuthRuntime runtime(AuthRuntime value) {
    runtime.set(value);
    return value;
  }

  HttpTransport transport(HttpTransport value) {
    transport.set(value);
    return value;
  }

  @Override
  public void close() {
    AuthRuntime ownRuntime = runtime.getAndSet(null);
    if (ownRuntime != null) {
      ownRuntime.close();
    }
    HttpTransport ownTransport = transport.getAndSet(null);
    if (ownTransport != null) {
      try {
        ownTransport.shutdown();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "The transport did not shut down: {0}", e.getClass().getName());
      }
    }
  }
}
