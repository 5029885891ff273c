package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the strategy {@code oauth2-jwt}, all in the section of that name. The private key
 * has its own settings there, {@code private-key} and those that begin with {@code private-key-}.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OAuth2JwtKeys {

  /** The client id that the broker gave out at registration. */
  public static final ConfigKey<String> CLIENT_ID =
      ConfigKey.text("oauth2-jwt.client-id")
          .required()
          .describedAs("the client id from the broker's registration.");

  /** The name under which the public key is registered; goes into each signature as {@code kid}. */
  public static final ConfigKey<String> KEY_ID =
      ConfigKey.text("oauth2-jwt.key-id")
          .withDefault("main")
          .describedAs("the name under which the public key is registered.");

  /** The broker's user name for which a session is opened, live or paper. */
  public static final ConfigKey<Secret> CREDENTIAL =
      ConfigKey.secret("oauth2-jwt.credential")
          .describedAs("the broker's user name, live or paper, for which a session is opened.");

  /** The public address from which requests reach the broker: an IPv4 or IPv6 literal. */
  public static final ConfigKey<String> IP =
      ConfigKey.text("oauth2-jwt.ip")
          .describedAs("the public IP address from which this computer reaches the broker.");

  /** Further addresses from which the session may be used. */
  public static final ConfigKey<List<String>> ALTERNATIVE_IPS =
      ConfigKey.list("oauth2-jwt.alternative-ips")
          .describedAs("further public IP addresses from which the session may be used.");

  /** The claim {@code service} of the SSO request; left out when not set. */
  public static final ConfigKey<String> SERVICE =
      ConfigKey.text("oauth2-jwt.service")
          .describedAs("the optional claim 'service' of the SSO request.");

  /** The claim {@code aud} of the client assertion. */
  public static final ConfigKey<String> AUDIENCE =
      ConfigKey.text("oauth2-jwt.audience")
          .withDefault("/token")
          .describedAs(
              "the audience of the client assertion; standard servers want their issuer or token address.");

  /** The scopes to ask for, separated by blanks. */
  public static final ConfigKey<String> SCOPE =
      ConfigKey.text("oauth2-jwt.scope")
          .withDefault("sso-sessions.write")
          .describedAs("the scopes to ask for, separated by blanks.");

  /** Whether each client assertion carries a {@code jti}, as standard servers want. */
  public static final ConfigKey<Boolean> JTI =
      ConfigKey.bool("oauth2-jwt.jti")
          .withDefault(false)
          .describedAs("whether each client assertion carries a unique id (jti).");

  /** How long before now the client assertion says it was made. */
  public static final ConfigKey<Duration> ASSERTION_BACKDATE =
      ConfigKey.duration("oauth2-jwt.assertion-backdate")
          .withDefault(Duration.ofSeconds(10))
          .describedAs("how long before now a client assertion says it was made.");

  /** How long after now the client assertion ends. */
  public static final ConfigKey<Duration> ASSERTION_LIFETIME =
      ConfigKey.duration("oauth2-jwt.assertion-lifetime")
          .withDefault(Duration.ofSeconds(20))
          .describedAs("how long after now a client assertion ends.");

  /** How long an SSO session is asked for and used at most. */
  public static final ConfigKey<Duration> SSO_LIFETIME =
      ConfigKey.duration("oauth2-jwt.sso-lifetime")
          .withDefault(Duration.ofHours(24))
          .describedAs("how long an SSO session is asked for and used at most.");

  /** How long after now a signed body ends. */
  public static final ConfigKey<Duration> SIGNED_BODY_LIFETIME =
      ConfigKey.duration("oauth2-jwt.signed-body-lifetime")
          .withDefault(Duration.ofSeconds(1000))
          .describedAs("how long after now a signed request body ends.");

  /** Where the broker is; a trailing {@code /v1/api} or {@code /alpha/api} is the trading path. */
  public static final ConfigKey<URI> BASE_URL =
      ConfigKey.uri("oauth2-jwt.base-url")
          .withDefault(URI.create("https://api.ibkr.com"))
          .describedAs("where the broker's API is.");

  /** The token endpoint; by default below {@link #BASE_URL}. */
  public static final ConfigKey<URI> TOKEN_URL =
      ConfigKey.uri("oauth2-jwt.token-url")
          .describedAs("the token endpoint, if not the broker's own below base-url.");

  /** Where SSO sessions are opened; by default below {@link #BASE_URL}. */
  public static final ConfigKey<URI> SSO_URL =
      ConfigKey.uri("oauth2-jwt.sso-url")
          .describedAs("where SSO sessions are opened, if not below base-url.");

  /** How far the strategy goes. */
  public static final ConfigKey<Mode> MODE =
      ConfigKey.choice("oauth2-jwt.mode", Mode.class)
          .withDefault(Mode.SESSION)
          .describedAs("session for trading, token-only to stop after the access token.");

  /** Whose access it is: the client's own, or that of users who agreed. */
  public static final ConfigKey<Grant> GRANT =
      ConfigKey.choice("oauth2-jwt.grant", Grant.class)
          .withDefault(Grant.CLIENT_CREDENTIALS)
          .describedAs(
              "client-credentials for your own access, authorization-code for users who connect.");

  /** The page where users agree; no default. */
  public static final ConfigKey<URI> AUTHORIZE_URL =
      ConfigKey.uri("oauth2-jwt.authorize-url")
          .describedAs("the authorization endpoint, where users agree.");

  /** Where tokens are revoked (RFC 7009). */
  public static final ConfigKey<URI> REVOCATION_URL =
      ConfigKey.uri("oauth2-jwt.revocation-url")
          .describedAs("the revocation endpoint, where a user's tokens are given back.");

  /** Where authorization requests are pushed (RFC 9126). */
  public static final ConfigKey<URI> PAR_URL =
      ConfigKey.uri("oauth2-jwt.par-url")
          .describedAs("the endpoint to which authorization requests are pushed.");

  /** The metadata document of the authorization server (RFC 8414); fixed addresses win. */
  public static final ConfigKey<URI> METADATA_URL =
      ConfigKey.uri("oauth2-jwt.metadata-url")
          .describedAs("the metadata document of the authorization server.");

  /** Where the browser comes back to, exactly as registered. */
  public static final ConfigKey<URI> REDIRECT_URI =
      ConfigKey.uri("oauth2-jwt.redirect-uri")
          .describedAs("the registered address that browsers are sent back to.");

  /** How the client says who it is. */
  public static final ConfigKey<ClientAuth> CLIENT_AUTH =
      ConfigKey.choice("oauth2-jwt.client-auth", ClientAuth.class)
          .withDefault(ClientAuth.PRIVATE_KEY_JWT)
          .describedAs("how the client authenticates at the authorization server.");

  /** The client's secret, for servers that want one instead of a signature. */
  public static final ConfigKey<Secret> CLIENT_SECRET =
      ConfigKey.secret("oauth2-jwt.client-secret")
          .describedAs("the client's secret, for client-secret-basic and client-secret-post.");

  /** Which user's tokens in the store; from {@code Connection.settings()}. */
  public static final ConfigKey<String> CONNECTION =
      ConfigKey.text("oauth2-jwt.connection")
          .describedAs("names the user's tokens in the token store; connecting a user gives it.");

  private OAuth2JwtKeys() {}

  static List<ConfigKey<?>> own() {
    return List.of(
        CLIENT_ID,
        KEY_ID,
        CREDENTIAL,
        IP,
        ALTERNATIVE_IPS,
        SERVICE,
        AUDIENCE,
        SCOPE,
        JTI,
        ASSERTION_BACKDATE,
        ASSERTION_LIFETIME,
        SSO_LIFETIME,
        SIGNED_BODY_LIFETIME,
        BASE_URL,
        TOKEN_URL,
        SSO_URL,
        MODE,
        GRANT,
        AUTHORIZE_URL,
        REVOCATION_URL,
        PAR_URL,
        METADATA_URL,
        REDIRECT_URI,
        CLIENT_AUTH,
        CLIENT_SECRET,
        CONNECTION);
  }

  /** Whose access it is. */
  public enum Grant {
    /** The client's own (RFC 6749, section 4.4). */
    CLIENT_CREDENTIALS,
    /** That of a user who agreed (RFC 6749, section 4.1, with PKCE). */
    AUTHORIZATION_CODE
  }

  /** How a client says who it is in the grant {@code authorization-code}. */
  public enum ClientAuth {
    /** By a signed assertion (RFC 7523). */
    PRIVATE_KEY_JWT,
    /** By a secret in the header {@code Authorization}. */
    CLIENT_SECRET_BASIC,
    /** By a secret in the form. */
    CLIENT_SECRET_POST
  }

  /** How far the strategy goes. */
  public enum Mode {
    /** Access token, then SSO session: for trading. */
    SESSION,
    /** Access token only: for account management, and for standard authorization servers. */
    TOKEN_ONLY
  }
}
