package io.github.ibkrauth.auth.oauth1a;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.TokenEndpoint;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Sends signed requests of our own, each exactly once: over the application's transport, or one
 * that is shut down at the end. Thread-safe.
 */
final class Wire implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.oauth1a");

  private final HttpTransport transport;
  private final boolean ours;
  private final HttpDefaults defaults;
  private final InstantSource clock;

  private Wire(HttpTransport transport, boolean ours, HttpDefaults defaults, InstantSource clock) {
    this.transport = transport;
    this.ours = ours;
    this.defaults = defaults;
    this.clock = clock;
  }

  /** Makes the wire; connects to nothing yet. */
  static Wire open(AuthConfig config, AuthRuntime runtime) {
    HttpDefaults defaults = HttpDefaults.from(config);
    return runtime
        .service(HttpTransport.class)
        .map(lent -> new Wire(lent, false, defaults, runtime.clock()))
        .orElseGet(() -> new Wire(defaults.newTransport(), true, defaults, runtime.clock()));
  }

  /** Posts nothing but the header. */
  Exchange post(Step step, URI uri, String authorization) {
    return send(step, uri, authorization, true);
  }

  /** Gets. */
  Exchange get(Step step, URI uri, String authorization) {
    return send(step, uri, authorization, false);
  }

  private Exchange send(Step step, URI uri, String authorization, boolean post) {
    TokenEndpoint endpoint = new TokenEndpoint(step.title(), uri, transport, defaults);
    Map<String, String> headers = Map.of("Authorization", authorization);
    Instant sent = clock.instant();
    try {
      TokenEndpoint.Answer answer = post ? endpoint.postNothing(headers) : endpoint.get(headers);
      return new Exchange(endpoint, answer, sent, clock.instant());
    } catch (AuthTransportException e) {
      throw new AuthTransportException(
          Details.of(e.code(), String.valueOf(e.getMessage()))
              .withStrategy(OAuth1aProvider.ID)
              .withCause(e.getCause())
              .withRetryAfter(e.retryAfter().orElse(null)));
    }
  }

  @Override
  public void close() {
    if (!ours) {
      return;
    }
    try {
      transport.shutdown();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The connections did not close: {0}", e.getClass().getName());
    }
  }
}
