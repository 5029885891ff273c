package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.oauth2.ConsentSettings.FixedEndpoints;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtKeys.ClientAuth;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtKeys.Grant;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what concerns the choice of a grant, and finds what is wrong with it. */
final class ConsentReader {

  /** What only the client's own access reads. */
  private static final List<ConfigKey<?>> OF_CLIENT_CREDENTIALS =
      List.of(
          OAuth2JwtKeys.MODE,
          OAuth2JwtKeys.CREDENTIAL,
          OAuth2JwtKeys.IP,
          OAuth2JwtKeys.ALTERNATIVE_IPS,
          OAuth2JwtKeys.SERVICE,
          OAuth2JwtKeys.SSO_URL,
          OAuth2JwtKeys.SSO_LIFETIME,
          OAuth2JwtKeys.SIGNED_BODY_LIFETIME);

  /** What only the access of users reads. */
  private static final List<ConfigKey<?>> OF_AUTHORIZATION_CODE =
      List.of(
          OAuth2JwtKeys.AUTHORIZE_URL,
          OAuth2JwtKeys.REVOCATION_URL,
          OAuth2JwtKeys.PAR_URL,
          OAuth2JwtKeys.METADATA_URL,
          OAuth2JwtKeys.REDIRECT_URI,
          OAuth2JwtKeys.CLIENT_AUTH,
          OAuth2JwtKeys.CLIENT_SECRET,
          OAuth2JwtKeys.CONNECTION);

  /** What only signed assertions need. */
  private static final List<ConfigKey<?>> OF_ASSERTIONS =
      List.of(
          OAuth2JwtKeys.KEY_ID,
          OAuth2JwtKeys.AUDIENCE,
          OAuth2JwtKeys.JTI,
          OAuth2JwtKeys.ASSERTION_BACKDATE,
          OAuth2JwtKeys.ASSERTION_LIFETIME);

  private final AuthConfig config;
  private final AuthRuntime runtime;

  ConsentReader(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
  }

  /** Returns the grant; the client's own while the setting is malformed. */
  Grant grant() {
    return quietly(OAuth2JwtKeys.GRANT).orElse(Grant.CLIENT_CREDENTIALS);
  }

  /** Returns whether the settings are for users who agree. */
  boolean ofUsers() {
    return grant() == Grant.AUTHORIZATION_CODE;
  }

  /** Returns whether client assertions are signed with the private key. */
  boolean signs() {
    return !ofUsers() || clientAuth() == ClientAuth.PRIVATE_KEY_JWT;
  }

  private ClientAuth clientAuth() {
    return quietly(OAuth2JwtKeys.CLIENT_AUTH).orElse(ClientAuth.PRIVATE_KEY_JWT);
  }

  /** Returns what is wrong for opening a user's session. */
  List<String> sessionProblems() {
    List<String> problems = new ArrayList<>(commonProblems());
    if (!config.isSet(OAuth2JwtKeys.CONNECTION)) {
      problems.add(config.missing(OAuth2JwtKeys.CONNECTION));
    }
    return problems;
  }

  /** Returns what is wrong for connecting users. */
  List<String> flowProblems() {
    List<String> problems = new ArrayList<>(commonProblems());
    endpoint(OAuth2JwtKeys.AUTHORIZE_URL, problems);
    if (!config.isSet(OAuth2JwtKeys.REDIRECT_URI)) {
      problems.add(config.missing(OAuth2JwtKeys.REDIRECT_URI));
    }
    quietly(OAuth2JwtKeys.REDIRECT_URI)
        .filter(uri -> uri.getPort() == 0)
        .ifPresent(
            uri ->
                problems.add(
                    config.spelling(OAuth2JwtKeys.REDIRECT_URI)
                        + " has port 0: set the address that LoopbackReceiver.redirectUri() gives."));
    return problems;
  }

  /** Returns what has no effect with the client's own access. */
  List<String> misplaced() {
    return withoutEffect(
        OF_AUTHORIZATION_CODE,
        " has no effect with "
            + config.spelling(OAuth2JwtKeys.GRANT)
            + " = client-credentials: remove it, or set authorization-code.");
  }

  private List<String> commonProblems() {
    List<String> problems = new ArrayList<>();
    problems.addAll(
        withoutEffect(
            OF_CLIENT_CREDENTIALS,
            " has no effect with "
                + config.spelling(OAuth2JwtKeys.GRANT)
                + " = authorization-code, in which there is no SSO session: remove it."));
    endpoint(OAuth2JwtKeys.TOKEN_URL, problems);
    for (ConfigKey<URI> key :
        List.of(OAuth2JwtKeys.REVOCATION_URL, OAuth2JwtKeys.PAR_URL, OAuth2JwtKeys.METADATA_URL)) {
      quietly(key)
          .flatMap(uri -> WebAddress.problem(config.spelling(key), uri))
          .ifPresent(problems::add);
    }
    for (ConfigKey<URI> key : List.of(OAuth2JwtKeys.AUTHORIZE_URL, OAuth2JwtKeys.REDIRECT_URI)) {
      quietly(key)
          .flatMap(uri -> BrowserAddress.problem(config.spelling(key), uri))
          .ifPresent(problems::add);
    }
    secret(problems);
    store(problems);
    return problems;
  }

  private void endpoint(ConfigKey<URI> key, List<String> problems) {
    if (!config.isSet(key) && !config.isSet(OAuth2JwtKeys.METADATA_URL)) {
      problems.add(
          config.missing(key)
              + " Or set "
              + config.spelling(OAuth2JwtKeys.METADATA_URL)
              + ". There is no default: IBKR publishes no such address for third parties.");
    }
  }

  private void secret(List<String> problems) {
    boolean set = config.isSet(OAuth2JwtKeys.CLIENT_SECRET);
    if (clientAuth() == ClientAuth.PRIVATE_KEY_JWT) {
      if (set) {
        problems.add(
            config.spelling(OAuth2JwtKeys.CLIENT_SECRET)
                + " has no effect with "
                + config.spelling(OAuth2JwtKeys.CLIENT_AUTH)
                + " = private-key-jwt: remove it, or choose client-secret-basic.");
      }
      return;
    }
    if (!set) {
      problems.add(config.missing(OAuth2JwtKeys.CLIENT_SECRET));
    }
    List<ConfigKey<?>> unused = new ArrayList<>(OF_ASSERTIONS);
    unused.addAll(SettingsReader.PRIVATE_KEY.keys());
    problems.addAll(
        withoutEffect(
            unused,
            " has no effect when the client authenticates by a secret: remove it, or set "
                + config.spelling(OAuth2JwtKeys.CLIENT_AUTH)
                + " = private-key-jwt."));
  }

  private void store(List<String> problems) {
    if (runtime.service(TokenStore.class).isEmpty()
        || runtime.service(SecretSealer.class).isEmpty()) {
      problems.add(
          config.spelling(OAuth2JwtKeys.GRANT)
              + " = authorization-code keeps the users' tokens sealed in a store, and the"
              + " application lends no TokenStore and SecretSealer: lend both through the"
              + " AuthRuntime, or set "
              + config.prefix()
              + ".store.kind and have TokenStores.lend() make them, as IbkrClient does.");
    }
  }

  private List<String> withoutEffect(List<ConfigKey<?>> keys, String why) {
    return keys.stream().filter(config::isSet).map(key -> config.spelling(key) + why).toList();
  }

  /** Returns the settings; only after no problems were found. */
  ConsentSettings read() {
    HttpDefaults http = HttpDefaults.from(config);
    return new ConsentSettings(
        config.get(OAuth2JwtKeys.CLIENT_AUTH),
        new FixedEndpoints(
            config.find(OAuth2JwtKeys.AUTHORIZE_URL).orElse(null),
            config.find(OAuth2JwtKeys.TOKEN_URL).orElse(null),
            config.find(OAuth2JwtKeys.REVOCATION_URL).orElse(null),
            config.find(OAuth2JwtKeys.PAR_URL).orElse(null),
            config.find(OAuth2JwtKeys.METADATA_URL).orElse(null)),
        config.find(OAuth2JwtKeys.REDIRECT_URI).orElse(null),
        ifSet(OAuth2JwtKeys.SCOPE)
            .map(text -> String.join(" ", text.strip().split("\\s+")))
            .orElse(null),
        ifSet(OAuth2JwtKeys.AUDIENCE).orElse(null),
        config.find(OAuth2JwtKeys.CONNECTION).orElse(null),
        http.connectTimeout().plus(http.writeTimeout()).plus(http.readTimeout()));
  }

  /** Returns whether assertions carry a unique id: standard servers want it. */
  boolean jti() {
    return ifSet(OAuth2JwtKeys.JTI).orElse(ofUsers() || config.get(OAuth2JwtKeys.JTI));
  }

  /** Returns a value other than by default. */
  private <T> Optional<T> ifSet(ConfigKey<T> key) {
    return config.isSet(key) ? config.find(key) : Optional.empty();
  }

  /** Returns a value, or nothing when it is malformed, which the spec has reported already. */
  private <T> Optional<T> quietly(ConfigKey<T> key) {
    try {
      return config.find(key);
    } catch (AuthConfigurationException e) {
      return Optional.empty();
    }
  }
}
