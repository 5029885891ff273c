package io.github.ibkrauth.auth.googlehttp.support;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a strategy's own requests, each exactly once: over the application's transport, or one that
 * is shut down at the end. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class TokenWire implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.googlehttp");

  private final String strategyId;
  private final HttpTransport transport;
  private final boolean ours;
  private final HttpDefaults defaults;
  private final InstantSource clock;

  private TokenWire(
      String strategyId,
      HttpTransport transport,
      boolean ours,
      HttpDefaults defaults,
      InstantSource clock) {
    this.strategyId = strategyId;
    this.transport = transport;
    this.ours = ours;
    this.defaults = defaults;
    this.clock = clock;
  }

  /**
   * Makes the wire; connects to nothing yet.
   *
   * @param strategyId the strategy that asks, for exceptions
   * @param config time-outs, trust and proxy
   * @param runtime may lend an {@link HttpTransport}, which is never shut down here
   */
  public static TokenWire open(String strategyId, AuthConfig config, AuthRuntime runtime) {
    return open(strategyId, config, runtime, Optional.empty());
  }

  /**
   * Makes a wire to a server whose certificate is judged in another way; connects to nothing yet.
   *
   * @param strategyId the strategy that asks, for exceptions
   * @param config time-outs, trust and proxy
   * @param runtime may lend an {@link HttpTransport}, which is never shut down here, and which
   *     judges certificates in its own way
   * @param trust that server, and what it may show
   */
  public static TokenWire open(
      String strategyId, AuthConfig config, AuthRuntime runtime, Optional<ServerTrust> trust) {
    Objects.requireNonNull(strategyId, "strategyId");
    Objects.requireNonNull(trust, "trust");
    HttpDefaults defaults = HttpDefaults.from(config);
    InstantSource clock = runtime.clock();
    return runtime
        .service(HttpTransport.class)
        .map(lent -> new TokenWire(strategyId, lent, false, defaults, clock))
        .orElseGet(
            () ->
                new TokenWire(
                    strategyId,
                    trust.map(defaults::newTransport).orElseGet(defaults::newTransport),
                    true,
                    defaults,
                    clock));
  }

  /**
   * Posts a body. Blocks; throws what {@link TokenEndpoint#post} throws.
   *
   * @param step what messages call the request
   * @param uri where to
   * @param headers headers to add
   * @param contentType media type of the body
   * @param body the body; sent as UTF-8
   */
  public TokenExchange post(
      String step, URI uri, Map<String, String> headers, String contentType, String body) {
    return send(step, uri, endpoint -> endpoint.post(headers, contentType, body));
  }

  /** Posts no body. Blocks; throws what {@link TokenEndpoint#post} throws. */
  public TokenExchange postNothing(String step, URI uri, Map<String, String> headers) {
    return send(step, uri, endpoint -> endpoint.postNothing(headers));
  }

  /** Gets. Blocks; throws what {@link TokenEndpoint#post} throws. */
  public TokenExchange get(String step, URI uri, Map<String, String> headers) {
    return send(step, uri, endpoint -> endpoint.get(headers));
  }

  private TokenExchange send(
      String step, URI uri, Function<TokenEndpoint, TokenEndpoint.Answer> request) {
    TokenEndpoint endpoint = new TokenEndpoint(step, uri, transport, defaults);
    Instant sent = clock.instant();
    try {
      TokenEndpoint.Answer answer = request.apply(endpoint);
      return new TokenExchange(strategyId, endpoint, answer, sent, clock.instant());
    } catch (AuthTransportException e) {
      throw new AuthTransportException(
          Details.of(e.code(), String.valueOf(e.getMessage()))
              .withStrategy(strategyId)
              .withCause(e.getCause())
              .withRetryAfter(e.retryAfter().orElse(null)));
    }
  }

  /** Shuts down the transport, unless it is the application's. */
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

  @Override
  public String toString() {
    return "TokenWire(" + strategyId + ")";
  }
}
