package io.github.ibkrauth.auth.oauth2;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.FormBody;
import io.github.ibkrauth.auth.googlehttp.support.TokenEndpoint;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The wire over google-http-client: the application's transport, or one of our own that is shut
 * down at the end. Thread-safe.
 */
final class GoogleWire implements Wire {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.oauth2");

  private final HttpTransport transport;
  private final boolean ours;
  private final HttpDefaults defaults;
  private final InstantSource clock;

  private GoogleWire(
      HttpTransport transport, boolean ours, HttpDefaults defaults, InstantSource clock) {
    this.transport = transport;
    this.ours = ours;
    this.defaults = defaults;
    this.clock = clock;
  }

  /** Makes the wire; connects to nothing yet. */
  static GoogleWire open(AuthConfig config, AuthRuntime runtime) {
    HttpDefaults defaults = HttpDefaults.from(config);
    return runtime
        .service(HttpTransport.class)
        .map(lent -> new GoogleWire(lent, false, defaults, runtime.clock()))
        .orElseGet(() -> new GoogleWire(defaults.newTransport(), true, defaults, runtime.clock()));
  }

  @Override
  public LoginReply postForm(Step step, URI uri, Map<String, String> form) {
    return post(step, uri, Map.of(), FormBody.MEDIA_TYPE, FormBody.of(form));
  }

  @Override
  public LoginReply postJwt(Step step, URI uri, String bearer, String jwt) {
    return post(step, uri, Map.of("Authorization", "Bearer " + bearer), "application/jwt", jwt);
  }

  private LoginReply post(
      Step step, URI uri, Map<String, String> headers, String contentType, String body) {
    TokenEndpoint endpoint = new TokenEndpoint(step.title(), uri, transport, defaults);
    Instant sent = clock.instant();
    try {
      TokenEndpoint.Answer answer = endpoint.post(headers, contentType, body);
      return new LoginReply(
          answer.status(),
          String.join("", answer.headers().getOrDefault("content-type", List.of())),
          answer.body(),
          answer.json().orElse(null),
          answer.serverDate().orElse(null),
          answer.retryAfter().orElse(null),
          sent,
          clock.instant());
    } catch (AuthTransportException e) {
      throw new AuthTransportException(
          Details.of(e.code(), String.valueOf(e.getMessage()))
              .withStrategy(OAuth2JwtProvider.ID)
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
