package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.FormBody;
import io.github.ibkrauth.auth.googlehttp.support.TokenWire;
import java.net.URI;
import java.util.Map;

/** The wire over google-http-client. Thread-safe. */
final class GoogleWire implements Wire {

  private final TokenWire wire;

  private GoogleWire(TokenWire wire) {
    this.wire = wire;
  }

  /** Makes the wire; connects to nothing yet. */
  static GoogleWire open(AuthConfig config, AuthRuntime runtime) {
    return new GoogleWire(TokenWire.open(OAuth2JwtProvider.ID, config, runtime));
  }

  @Override
  public LoginReply postForm(Step step, URI uri, Map<String, String> form) {
    return post(step, uri, Map.of(), FormBody.MEDIA_TYPE, FormBody.of(form));
  }

  @Override
  public LoginReply postForm(
      Step step, URI uri, Map<String, String> headers, Map<String, String> form) {
    return post(step, uri, headers, FormBody.MEDIA_TYPE, FormBody.of(form));
  }

  @Override
  public LoginReply getJson(Step step, URI uri) {
    return LoginReply.of(wire.get(step.title(), uri, Map.of("Accept", "application/json")));
  }

  @Override
  public LoginReply postJwt(Step step, URI uri, String bearer, String jwt) {
    return post(step, uri, Map.of("Authorization", "Bearer " + bearer), "application/jwt", jwt);
  }

  private LoginReply post(
      Step step, URI uri, Map<String, String> headers, String contentType, String body) {
    return LoginReply.of(wire.post(step.title(), uri, headers, contentType, body));
  }

  @Override
  public void close() {
    wire.close();
  }
}
