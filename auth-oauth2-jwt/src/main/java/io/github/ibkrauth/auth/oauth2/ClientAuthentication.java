package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtKeys.ClientAuth;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says who the client is, in one of the three ways of RFC 6749 and RFC 7523. Each request gets a
 * new assertion; a secret is read whenever it is sent. Thread-safe.
 */
final class ClientAuthentication {

  static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final ClientAuth way;
  private final ClientAssertion assertion;
  private final @Nullable String audience;
  private final @Nullable Jws jws;
  private final AuthConfig config;
  private final AuthRuntime runtime;

  private ClientAuthentication(
      Settings settings,
      ConsentSettings consent,
      @Nullable Jws jws,
      AuthConfig config,
      AuthRuntime runtime) {
    this.way = consent.clientAuth();
    this.assertion = settings.assertion();
    this.audience = consent.audience();
    this.jws = jws;
    this.config = config;
    this.runtime = runtime;
  }

  /** Reads the key where one is needed. */
  static ClientAuthentication of(
      Settings settings, ConsentSettings consent, AuthConfig config, AuthRuntime runtime) {
    Jws jws =
        consent.clientAuth() == ClientAuth.PRIVATE_KEY_JWT
            ? new Jws(SettingsReader.PRIVATE_KEY.signer(config, runtime), settings.keyId())
            : null;
    return new ClientAuthentication(settings, consent, jws, config, runtime);
  }

  String clientId() {
    return assertion.clientId();
  }

  boolean signs() {
    return jws != null;
  }

  /**
   * Adds to a request what says who the client is.
   *
   * @return what must not be repeated from the answer
   */
  List<String> addTo(
      Map<String, String> headers, Map<String, String> form, ServerEndpoints endpoints) {
    if (jws != null) {
      String wanted = audience != null ? audience : endpoints.audience();
      String signed =
          jws.sign(
              assertion.withAudience(wanted).claims(runtime.clock().instant(), runtime.random()));
      form.put("client_id", clientId());
      form.put("client_assertion_type", ASSERTION_TYPE);
      form.put("client_assertion", signed);
      return List.of(signed);
    }
    String secret = config.get(OAuth2JwtKeys.CLIENT_SECRET).reveal().strip();
    if (way == ClientAuth.CLIENT_SECRET_POST) {
      form.put("client_id", clientId());
      form.put("client_secret", secret);
      return List.of(secret);
    }
    String pair = encoded(clientId()) + ":" + encoded(secret);
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    headers.put("Authorization", "Basic " + basic);
    return List.of(secret, basic);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(Objects.requireNonNull(text, "text"), StandardCharsets.UTF_8);
  }

  /** Returns the way, and nothing else. */
  @Override
  public String toString() {
    return "ClientAuthentication(" + way + ")";
  }
}
