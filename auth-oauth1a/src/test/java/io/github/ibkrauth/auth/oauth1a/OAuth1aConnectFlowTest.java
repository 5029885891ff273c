package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.connect.ConnectRequest;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.ibkr.simulator.ConsentVisit;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth1aConnectFlowTest {

  private static final URI CALLBACK = URI.create("https://app.example/callback");
  private static final IbkrSimulator SIMULATOR = IbkrSimulator.builder().users(20).start();

  private final Map<String, String> settings =
      new HashMap<>(SIMULATOR.connectConfiguration("oauth1a", CALLBACK));
  private final MovedClock clock = new MovedClock();
  private final TokenStore store = TokenStore.inMemory(clock);
  private final AuthRuntime runtime =
      AuthRuntime.builder()
          .clock(clock)
          .service(TokenStore.class, store)
          .service(
              SecretSealer.class,
              SecretSealer.aesGcm(
                  "k1",
                  Secret.of(Base64.getEncoder().encodeToString(new byte[32])),
                  new SecureRandom()))
          .build();
  private final ConsentVisit visit = new ConsentVisit();
  private final SimulatedUser ann = SIMULATOR.authorizationServer().user(3);
  private final SimulatedUser bob = SIMULATOR.authorizationServer().user(4);

  @AfterEach
  void stop() {
    runtime.close();
  }

  @AfterAll
  static void stopSimulator() {
    SIMULATOR.close();
  }

  @Test
  void complete_whenTheUserAgreed_opensThisUsersSession() {
    try (ConnectFlow flow = open()) {
      ConnectRequest request = flow.begin("ann@example.org");
      assertThat(flow.strategyId()).isEqualTo("oauth1a");
      assertThat(request.expiresAt()).isAfter(clock.instant().plus(Duration.ofMinutes(9)));
      assertThat(request.toString()).doesNotContain("oauth_token");

      Connection connection =
          flow.complete("ann@example.org", visit.agree(request.authorizeUri(), ann));

      assertThat(connection.settings())
          .isEqualTo(Map.of("ibkr.auth.oauth1a.grant", "ann%40example.org"));
      try (AuthSession session = session(connection)) {
        assertThat(session.strategyId()).isEqualTo("oauth1a");
      }
    }
  }

  @Test
  void complete_whenTwoUsersConnect_keepsTheirTokensApart() {
    try (ConnectFlow flow = open()) {
      ConnectRequest ofAnn = flow.begin("ann");
      ConnectRequest ofBob = flow.begin("bob");
      String bobsQuery = visit.agree(ofBob.authorizeUri(), bob);
      String annsQuery = visit.agree(ofAnn.authorizeUri(), ann);

      assertThat(codeOf(() -> flow.complete("ann", bobsQuery)))
          .isEqualTo(ConnectErrorCode.CONNECT_OTHER_USER);
      Connection bobs = flow.complete("bob", bobsQuery);
      Connection anns = flow.complete("ann", annsQuery);
      session(anns).close();
      session(bobs).close();
      flow.disconnect("bob");
      session(anns).close();
      assertThat(codeOf(() -> session(bobs))).isEqualTo(AuthErrorCode.INTERACTION_REQUIRED);
    }
  }

  @Test
  void complete_whenTheUserCancels_theFlowIsFoundByTheUser() {
    try (ConnectFlow flow = open()) {
      ConnectRequest request = flow.begin("ann");
      String query = visit.cancel(request.authorizeUri());

      assertThat(codeOf(() -> flow.complete("bob", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
      assertThat(codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_DENIED);
      assertThat(codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_ALREADY_DONE);
    }
  }

  @Test
  void complete_whenTheUserDenies_saysSo() {
    try (ConnectFlow flow = open()) {
      String query = visit.deny(flow.begin("ann").authorizeUri(), ann);

      assertThat(codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_DENIED);
    }
  }

  @Test
  void complete_whenSubmittedTwice_asksTheBrokerOnce() {
    try (ConnectFlow flow = open()) {
      String query = visit.agree(flow.begin("ann").authorizeUri(), ann);
      SIMULATOR.requests().clear();
      flow.complete("ann", query);

      assertThat(codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_ALREADY_DONE);
      assertThat(SIMULATOR.requests().count("POST", "/v1/api/oauth/access_token")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oauth_token=made-up&oauth_verifier=abc",
        "oauth_token=&oauth_verifier=abc",
        "oauth_verifier=abc"
      })
  void complete_whenTheTokenIsNotOurs_sendsNothing(String query) {
    try (ConnectFlow flow = open()) {
      flow.begin("ann");
      SIMULATOR.requests().clear();

      assertThat(codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
      assertThat(SIMULATOR.requests().entries()).isEmpty();
    }
  }

  @Test
  void complete_whenTooLate_sendsNothing() {
    try (ConnectFlow flow = open()) {
      String query = visit.agree(flow.begin("ann").authorizeUri(), ann);
      clock.offset = Duration.ofMinutes(10);

      assertThat(codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
    }
  }

  @Test
  void complete_whenTheVerifierIsWrong_namesTheStep() {
    try (ConnectFlow flow = open()) {
      String query = visit.agree(flow.begin("ann").authorizeUri(), ann);
      String wrong = query.replaceFirst("oauth_verifier=[^&]+", "oauth_verifier=0000");

      assertThatThrownBy(() -> flow.complete("ann", wrong))
          .isInstanceOf(AuthException.class)
          .hasMessageStartingWith("Step 3 of the grant, access token: ");
    }
  }

  @Test
  void disconnect_whenAFlowIsUnderWay_endsIt() {
    try (ConnectFlow flow = open()) {
      String query = visit.agree(flow.begin("ann").authorizeUri(), ann);
      flow.disconnect("ann");

      assertThat(codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    }
  }

  @Test
  void open_whenSettingsAreWrong_namesAllAtOnce() {
    settings.put("ibkr.auth.oauth1a.callback", "http://127.0.0.1:0/cb");
    settings.remove("ibkr.auth.oauth1a.signature-key");

    AuthConfigurationException failure;
    try (AuthRuntime bare = AuthRuntime.system()) {
      failure =
          catchThrowableOfType(
              AuthConfigurationException.class, () -> ConnectFlows.discover().open(config(), bare));
    }

    assertThat(failure.problems())
        .hasSize(3)
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth1a.callback must be the registered address"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth1a.signature-key is missing"))
        .anyMatch(p -> p.contains("no TokenStore and SecretSealer"));
  }

  @Test
  void open_whenTheSettingsAreForOneUser_saysWhatToSet() {
    settings.put("ibkr.auth.oauth1a.callback", "oob");
    assertThatThrownBy(this::open)
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("ibkr.auth.oauth1a.callback")
        .hasMessageContaining("ibkr.auth.oauth1a.access-token");
  }

  private ConnectFlow open() {
    return ConnectFlows.discover().open(config(), runtime);
  }

  private AuthConfig config() {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", settings).build();
  }

  private AuthSession session(Connection connection) {
    return new OAuth1aProvider()
        .create(config().with("connection", connection.settings()), runtime)
        .open();
  }

  private static AuthErrorCode codeOf(ThrowingCallable call) {
    return catchThrowableOfType(AuthException.class, call).code();
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
