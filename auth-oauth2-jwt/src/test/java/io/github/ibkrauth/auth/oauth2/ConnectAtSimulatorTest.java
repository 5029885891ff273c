package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.connect.ConnectRequest;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.connect.LoopbackReceiver;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import io.github.ibkrauth.ibkr.simulator.ClientAuthentication;
import io.github.ibkrauth.ibkr.simulator.ConsentVisit;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedAuthorizationServer;
import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users connect at a server that shares no code with what connects them. */
class ConnectAtSimulatorTest {

  private static final URI CALLBACK = URI.create("http://127.0.0.1/callback");

  private final SimulatorClock clock = SimulatorBench.workday();
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).users(50).start();
  private final SimulatedAuthorizationServer server = simulator.authorizationServer();
  private final SimulatedUser ann = server.user(7);
  private final SimulatedUser bob = server.user(8);
  private final RecordingListener listener = new RecordingListener();
  private final AuthRuntime runtime =
      AuthRuntime.builder()
          .clock(clock)
          .listener(listener)
          .service(TokenStore.class, TokenStore.inMemory(clock))
          .service(
              SecretSealer.class,
              SecretSealer.aesGcm(
                  "k1",
                  Secret.of(Base64.getEncoder().encodeToString(new byte[32])),
                  new SecureRandom()))
          .build();
  private final ConsentVisit visit = new ConsentVisit();
  private final HttpClient http = HttpClient.newHttpClient();
  private Map<String, String> settings =
      new HashMap<>(simulator.connectConfiguration("oauth2-jwt", CALLBACK));

  @AfterEach
  void stop() {
    runtime.close();
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource(ClientAuthentication.class)
  void connect_byEachClientAuthentication_callsTheApiInTheUsersName(ClientAuthentication way)
      throws Exception {
    server.accept(Set.of(way));
    settings = new HashMap<>(simulator.connectConfiguration("oauth2-jwt", CALLBACK));
    try (AuthSession anns = open(connect("ann", ann));
        AuthSession bobs = open(connect("bob", bob))) {
      assertThat(accounts(anns)).contains(ann.accountIds()).doesNotContain(bob.accountIds());
      assertThat(accounts(bobs)).contains(bob.accountIds()).doesNotContain(ann.accountIds());
    }
    assertThat(server.issued()).isEqualTo(2);
  }

  @Test
  void connect_withPushedRequests_isAccepted() throws Exception {
    server.requirePushedRequests(true);

    try (AuthSession session = open(connect("ann", ann))) {
      assertThat(accounts(session)).contains(ann.accountIds());
    }
    assertThat(simulator.requests().count("POST", "/oauth2/par")).isEqualTo(1);
  }

  @Test
  void connect_onADesktop_comesBackToTheLoopbackReceiver() throws Exception {
    try (LoopbackReceiver receiver =
        LoopbackReceiver.open("http://127.0.0.1:0/callback", "redirect-uri", runtime)) {
      settings.put("ibkr.auth.oauth2-jwt.redirect-uri", receiver.redirectUri().toString());
      try (ConnectFlow flow = flow()) {
        ConnectRequest request = flow.begin("ann");
        CompletableFuture<HttpResponse<String>> page =
            CompletableFuture.supplyAsync(() -> visit.agree(request.authorizeUri(), ann))
                .thenCompose(
                    query ->
                        http.sendAsync(
                            HttpRequest.newBuilder(URI.create(receiver.redirectUri() + "?" + query))
                                .build(),
                            BodyHandlers.ofString()));

        Connection connection = flow.complete("ann", receiver.await(Duration.ofSeconds(30)));

        assertThat(page.get().statusCode()).isEqualTo(200);
        open(connection).close();
      }
    }
  }

  @Test
  void complete_whenTheUserDeniesOrCancels_saysSo() {
    try (ConnectFlow flow = flow()) {
      String denied = visit.deny(flow.begin("ann").authorizeUri(), ann);
      String cancelled = visit.cancel(flow.begin("ann").authorizeUri());

      assertThat(codeOf(() -> flow.complete("ann", denied)))
          .isEqualTo(ConnectErrorCode.CONNECT_DENIED);
      assertThat(codeOf(() -> flow.complete("ann", cancelled)))
          .isEqualTo(ConnectErrorCode.CONNECT_DENIED);
    }
  }

  @Test
  void complete_whenTheCodeExpired_saysToBeginAgain() {
    try (ConnectFlow flow = flow()) {
      String query = visit.agree(flow.begin("ann").authorizeUri(), ann);
      server.expireCodes();

      assertThat(codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
    }
  }

  @Test
  void complete_whenAUsedCodeIsReplayed_theServerRevokesAndTheUserIsTold() throws Exception {
    Connection connection;
    try (ConnectFlow flow = flow()) {
      String used = visit.agree(flow.begin("ann").authorizeUri(), ann);
      connection = flow.complete("ann", used);
      String fresh = visit.agree(flow.begin("ann").authorizeUri(), ann);
      String code = used.replaceFirst(".*(code=[^&]+).*", "$1");

      assertThat(codeOf(() -> flow.complete("ann", fresh.replaceFirst("code=[^&]+", code))))
          .isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
    }
    assertThat(server.revoked()).isEqualTo(1);
    try (AuthSession session = open(connection)) {
      assertThat(get(session).statusCode()).isEqualTo(401);
      clock.advance(Duration.ofHours(2));
      assertThat(codeOf(() -> get(session))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
    }
  }

  @Test
  void session_overManyHours_renewsByRotationWithoutReuse() throws Exception {
    try (AuthSession session = open(connect("ann", ann))) {
      for (int i = 0; i < 6; i++) {
        clock.advance(Duration.ofMinutes(61));
        assertThat(accounts(session)).contains(ann.accountIds());
      }
    }
    assertThat(server.refreshed()).isEqualTo(6);
    assertThat(server.revoked()).isZero();
  }

  @Test
  void session_whenTheUserRevokes_endsAndComesBackWithTheNextConsent() throws Exception {
    Connection connection = connect("ann", ann);
    try (AuthSession session = open(connection)) {
      server.revoke(ann.name());
      clock.advance(Duration.ofMinutes(61));

      assertThat(codeOf(() -> get(session))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
      assertThat(listener.of(AuthEvent.InteractionRequested.class)).hasSize(1);

      connect("ann", ann);
      clock.advance(Duration.ofMinutes(2));
      assertThat(accounts(session)).contains(ann.accountIds());
    }
  }

  @Test
  void disconnect_whenConnected_revokesAtTheServer() throws Exception {
    Connection connection = connect("ann", ann);
    try (AuthSession session = open(connection);
        ConnectFlow flow = flow()) {
      flow.disconnect("ann");

      assertThat(server.revoked()).isEqualTo(1);
      assertThat(get(session).statusCode()).isEqualTo(401);
      assertThat(codeOf(() -> open(connection))).isEqualTo(AuthErrorCode.INTERACTION_REQUIRED);
    }
  }

  @Test
  void session_whenTheAnswerOfARenewalIsCut_needsTheUserAgain() {
    Connection connection = connect("ann", ann);
    clock.advance(Duration.ofMinutes(61));
    simulator.faults().on("POST", "/oauth2/token").afterProcessing().cutConnection();
    assertThatThrownBy(() -> open(connection))
        .isInstanceOfSatisfying(AuthException.class, e -> assertThat(e.retryable()).isTrue());

    assertThat(codeOf(() -> open(connection))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
  }

  @Test
  void session_whenTheServerIsDownForAWhile_goesOnAfterwards() throws Exception {
    Connection connection = connect("ann", ann);
    clock.advance(Duration.ofMinutes(61));
    simulator.faults().on("POST", "/oauth2/token").times(1).status(503);
    assertThat(codeOf(() -> open(connection))).isEqualTo(AuthErrorCode.SERVER_TROUBLE);

    try (AuthSession session = open(connection)) {
      assertThat(accounts(session)).contains(ann.accountIds());
    }
  }

  private ConnectFlow flow() {
    return ConnectFlows.discover().open(config(), runtime);
  }

  private AuthConfig config() {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", settings).build();
  }

  private Connection connect(String userId, SimulatedUser user) {
    try (ConnectFlow flow = flow()) {
      return flow.complete(userId, visit.agree(flow.begin(userId).authorizeUri(), user));
    }
  }

  private AuthSession open(Connection connection) {
    return new OAuth2JwtProvider()
        .create(config().with("connection", connection.settings()), runtime)
        .open();
  }

  private String accounts(AuthSession session) throws Exception {
    HttpResponse<String> answer = get(session);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> get(AuthSession session) throws Exception {
    URI uri = simulator.baseUri().resolve("/v1/api/portfolio/accounts");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    session
        .signer()
        .authorize(SignableRequest.builder("GET", uri).build())
        .headers()
        .forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static AuthErrorCode codeOf(ThrowingCallable call) {
    AuthException failure = catchThrowableOfType(AuthException.class, call);
    assertThat(failure).as("a failure").isNotNull();
    return failure.code();
  }
}
