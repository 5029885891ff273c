package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.TokenEndpoint;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Calls servers over one transport. */
public final class Caller implements AutoCloseable {

  private final HttpDefaults defaults;
  private final HttpTransport transport;

  public Caller(HttpDefaults defaults, HttpTransport transport) {
    this.defaults = defaults;
    this.transport = transport;
  }

  public static Caller trusting(ServerTrust trust) {
    HttpDefaults defaults = HttpDefaults.standard();
    return new Caller(defaults, defaults.newTransport(trust));
  }

  /** Returns the status that comes back. */
  public int status(URI uri) {
    return new TokenEndpoint("step", uri, transport, defaults).get(Map.of()).status();
  }

  /** Returns why nothing comes back. */
  public AuthTransportException failure(URI uri) {
    return catchThrowableOfType(AuthTransportException.class, () -> status(uri));
  }

  @Override
  public void close() {
    try {
      transport.shutdown();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
