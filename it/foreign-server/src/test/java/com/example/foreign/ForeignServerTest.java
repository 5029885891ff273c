package com.example.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** What the project's own servers show, shown by one that the project did not write. */
class ForeignServerTest {

  private static final URI API = URI.create("https://api.ibkr.test/v1/api/portfolio/accounts");
  private static ConfigurableApplicationContext spring;
  private static String issuer;

  private final MovedClock clock = new MovedClock();
  private final AuthRuntime runtime =
      AuthRuntime.builder()
          .clock(clock)
          .service(TokenStore.class, TokenStore.inMemory(clock))
          .service(
              SecretSealer.class,
              SecretSealer.aesGcm(
                  "k1",
                  Secret.of(Base64.getEncoder().encodeToString(new byte[32])),
                  new SecureRandom()))
          .build();
  private final Map<String, String> settings = new HashMap<>();

  ForeignServerTest() {
    settings.put("ibkr.auth.strategy", "oauth2-jwt");
    set("grant", "authorization-code");
    set("client-id", "signing-app");
    set("private-key", ForeignServer.pem());
    set("metadata-url", issuer + "/.well-known/oauth-authorization-server");
    set("redirect-uri", ForeignServer.REDIRECT);
    set("scope", "openid trade");
    set("base-url", "https://api.ibkr.test");
  }

  @BeforeAll
  static void start() {
    SpringApplication application = new SpringApplication(ForeignServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "logging.level.root", "warn",
            "spring.main.banner-mode", "off"));
    spring = application.run();
    issuer = "http://127.0.0.1:" + ((WebServerApplicationContext) spring).getWebServer().getPort();
  }

  @AfterAll
  static void stopServer() {
    spring.close();
  }

  @AfterEach
  void stop() {
    runtime.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"})
  void connect_byPrivateKeyJwt_opensASession(String metadata) {
    set("metadata-url", issuer + metadata);

    try (AuthSession session = open(connect("ann"))) {
      assertThat(authorizationOf(bearer(session)).getPrincipalName()).isEqualTo("ann");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-secret-basic", "client-secret-post"})
  void connect_byASecret_opensASession(String way) {
    settings.remove("ibkr.auth.oauth2-jwt.private-key");
    set("client-id", "secret-app");
    set("client-auth", way);
    set("client-secret", ForeignServer.SECRET);

    try (AuthSession session = open(connect("bob"))) {
      assertThat(authorizationOf(bearer(session)).getPrincipalName()).isEqualTo("bob");
    }
  }

  @Test
  void connect_withFixedAddresses_needsNoMetadata() {
    settings.remove("ibkr.auth.oauth2-jwt.metadata-url");
    set("authorize-url", issuer + "/oauth2/authorize");
    set("token-url", issuer + "/oauth2/token");

    open(connect("ann")).close();
  }

  @Test
  void connect_withPushedRequests_opensASession() {
    set("par-url", issuer + "/oauth2/par");
    try (ConnectFlow flow = flow()) {
      URI page = flow.begin("ann").authorizeUri();
      assertThat(page.getQuery()).contains("request_uri=").doesNotContain("state=");

      open(flow.complete("ann", new Browser().visit(page, "ann", true))).close();
    }
  }

  @Test
  void complete_whenTheUserDenies_saysSo() {
    try (ConnectFlow flow = flow()) {
      // Once consent is given, this server does not ask again: bob has given none here.
      set("client-id", "signing-app");
      String query = new Browser().visit(flow.begin("bob").authorizeUri(), "bob", false);

      assertThat(codeOf(() -> flow.complete("bob", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_DENIED);
    }
  }

  @Test
  void complete_whenACodeIsReplayed_isRefused() {
    try (ConnectFlow flow = flow()) {
      String used = new Browser().visit(flow.begin("ann").authorizeUri(), "ann", true);
      flow.complete("ann", used);
      String fresh = new Browser().visit(flow.begin("ann").authorizeUri(), "ann", true);
      String code = used.replaceFirst(".*(code=[^&]+).*", "$1");

      assertThat(codeOf(() -> flow.complete("ann", fresh.replaceFirst("code=[^&]+", code))))
          .isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
    }
  }

  @Test
  void complete_whenTheCodeOfAnotherFlowIsInjected_isRefusedByTheChallenge() {
    try (ConnectFlow flow = flow()) {
      String first = new Browser().visit(flow.begin("ann").authorizeUri(), "ann", true);
      String second = new Browser().visit(flow.begin("ann").authorizeUri(), "ann", true);
      String code = first.replaceFirst(".*(code=[^&]+).*", "$1");

      assertThat(codeOf(() -> flow.complete("ann", second.replaceFirst("code=[^&]+", code))))
          .isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
    }
  }

  @Test
  void session_whenTheAccessTokenEnds_rotatesTheRefreshToken() {
    try (AuthSession session = open(connect("ann"))) {
      String last = bearer(session);
      String id = authorizationOf(last).getId();
      for (int i = 0; i < 3; i++) {
        clock.offset = clock.offset.plusMinutes(6);
        String next = bearer(session);
        assertThat(next).isNotEqualTo(last);
        assertThat(authorizationOf(next).getId()).isEqualTo(id);
        last = next;
      }
    }
  }

  @Test
  void session_whenTheServerForgotTheGrant_tellsTheUserToConnectAgain() {
    Connection connection = connect("ann");
    try (AuthSession session = open(connection)) {
      authorizations().remove(authorizationOf(bearer(session)));
      clock.offset = Duration.ofMinutes(6);

      assertThat(codeOf(() -> bearer(session))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
      assertThat(codeOf(() -> open(connection))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
    }
    open(connect("ann")).close();
  }

  @Test
  void disconnect_whenConnected_revokesAtTheServer() {
    Connection connection = connect("ann");
    String access;
    try (AuthSession session = open(connection)) {
      access = bearer(session);
    }

    try (ConnectFlow flow = flow()) {
      flow.disconnect("ann");
    }

    OAuth2Authorization authorization = authorizationOf(access);
    assertThat(authorization.getRefreshToken().isInvalidated()).isTrue();
    assertThat(authorization.getAccessToken().isInvalidated()).isTrue();
    assertThat(codeOf(() -> open(connection))).isEqualTo(AuthErrorCode.INTERACTION_REQUIRED);
  }

  private void set(String name, String value) {
    settings.put("ibkr.auth.oauth2-jwt." + name, value);
  }

  private AuthConfig config() {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", settings).build();
  }

  private ConnectFlow flow() {
    return ConnectFlows.discover().open(config(), runtime);
  }

  private Connection connect(String user) {
    try (ConnectFlow flow = flow()) {
      return flow.complete(user, new Browser().visit(flow.begin(user).authorizeUri(), user, true));
    }
  }

  private AuthSession open(Connection connection) {
    return AuthStrategies.discover()
        .strategy(config().with("connection", connection.settings()), runtime)
        .open();
  }

  private static String bearer(AuthSession session) {
    return session
        .signer()
        .authorize(SignableRequest.builder("GET", API).build())
        .headers()
        .get("Authorization")
        .substring("Bearer ".length());
  }

  private static OAuth2AuthorizationService authorizations() {
    return spring.getBean(OAuth2AuthorizationService.class);
  }

  private static OAuth2Authorization authorizationOf(String access) {
    OAuth2Authorization found = authorizations().findByToken(access, OAuth2TokenType.ACCESS_TOKEN);
    assertThat(found).as("the server knows the token").isNotNull();
    return found;
  }

  private static AuthErrorCode codeOf(ThrowingCallable call) {
    AuthException failure = catchThrowableOfType(AuthException.class, call);
    assertThat(failure).as("a failure").isNotNull();
    return failure.code();
  }

  /** The system's clock, moved. */
  private static final class MovedClock implements InstantSource {

    private volatile Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(offset);
    }
  }
}
