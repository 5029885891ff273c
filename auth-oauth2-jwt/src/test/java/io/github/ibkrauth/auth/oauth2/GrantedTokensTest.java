package io.github.ibkrauth.auth.oauth2;

import static io.github.ibkrauth.auth.oauth2.ConsentBench.bearer;
import static io.github.ibkrauth.auth.oauth2.ConsentBench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.http.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tokens of one session: renewed, refused, revoked by the server. */
class GrantedTokensTest {

  private static final Duration LONG = Duration.ofHours(2);

  private final ConsentBench bench = new ConsentBench();
  private final StubAuthorizationServer server = bench.server;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void load_whenTheAccessTokenHasEnded_sendsTheRefreshTokenOnceAndStoresTheNext() {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    String first = bearer(session);
    for (int i = 0; i < 5; i++) {
      bench.time.advance(LONG);
      assertThat(server.isGood(bearer(session))).isTrue();
    }

    assertThat(bearer(session)).isNotEqualTo(first);
    assertThat(server.sentRefreshTokens).hasSize(5);
    assertThat(server.anyRevoked()).isFalse();
    try (AuthSession later = bench.open(connection)) {
      assertThat(bearer(later)).as("what is stored is what is used").isEqualTo(bearer(session));
    }
  }

  @Test
  void load_whenTheServerDoesNotRotate_keepsTheRefreshToken() {
    server.rotates = false;
    AuthSession session = bench.open(bench.connect("ann"));
    for (int i = 0; i < 3; i++) {
      bench.time.advance(LONG);
      assertThat(server.isGood(bearer(session))).isTrue();
    }

    assertThat(server.sentRefreshTokens).hasSize(1);
    assertThat(server.count("/token")).isEqualTo(4);
  }

  @Test
  void load_whenTheEndIsUnknown_usesTheTokenUntilItIsRefused() {
    server.life = Duration.ZERO;
    AuthSession session = bench.open(bench.connect("ann"));
    String first = bearer(session);
    bench.time.advance(Duration.ofDays(30));
    assertThat(bearer(session)).isEqualTo(first);

    assertThat(ConsentBench.refuse(session)).isEqualTo(Recovery.RETRY);
    assertThat(bearer(session)).isNotEqualTo(first);
    assertThat(server.count("/token")).isEqualTo(2);
  }

  @Test
  void recover_whenTheApiRefusesEveryToken_doesNotStormTheServer() {
    AuthSession session = bench.open(bench.connect("ann"));
    for (int i = 0; i < 10; i++) {
      ConsentBench.refuse(session);
      bearer(session);
    }

    assertThat(server.count("/token")).as("the code, and one renewal").isEqualTo(2);
  }

  @Test
  void load_whenTheServerRevokedTheGrant_forgetsTheTokensAndTellsTheUser() {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    server.revokeAll();
    bench.time.advance(LONG);

    InteractionRequiredException failure =
        catchThrowableOfType(InteractionRequiredException.class, () -> bearer(session));

    assertThat(failure.code()).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
    assertThat(failure.uri()).hasToString(server.issuer() + "/authorize");
    assertThat(failure)
        .hasMessageStartingWith("Renewing a user's access: http://127.0.0.1:")
        .hasMessageContaining("the connection 'ann'")
        .hasMessageContaining("were forgotten");
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.uri()).hasToString(server.issuer() + "/authorize");
              assertThat(event.hint()).contains("'ann'").contains("connect again");
              assertThat(event.sessionId()).startsWith("oauth2-jwt-");
            });
    assertThat(bench.stored(bench.key())).doesNotContain("refresh-", "access-");
    int asked = server.count("/token");
    assertThat(codeOf(() -> bench.open(connection))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
    assertThat(server.count("/token")).as("nothing is left to ask with").isEqualTo(asked);
  }

  @Test
  void load_whenRevokedWhileTheAccessTokenLives_stopsUsingIt() throws Exception {
    AuthSession session = bench.open(bench.connect("ann"));
    String access = bearer(session);
    server.revokeAll();
    bench.time.advance(Duration.ofMinutes(50));
    bearer(session);
    assertThat(
            bench.listener.await(AuthEvent.InteractionRequested.class, 1, Duration.ofSeconds(20)))
        .hasSize(1);

    assertThat(codeOf(() -> bearer(session))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
    assertThat(server.isGood(access)).isFalse();
  }

  @Test
  void load_whenTheUserConnectsAgain_theOpenSessionGoesOn() {
    AuthSession session = bench.open(bench.connect("ann"));
    server.revokeAll();
    bench.time.advance(LONG);
    assertThat(codeOf(() -> bearer(session))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);

    bench.connect("ann");
    bench.time.advance(Duration.ofMinutes(2));

    assertThat(server.isGood(bearer(session))).isTrue();
  }

  @Test
  void load_whenTheServerIsDown_keepsTheRefreshToken() {
    Connection connection = bench.connect("ann");
    server.troubles.put("/token", 503);
    bench.time.advance(LONG);
    assertThat(codeOf(() -> bench.open(connection))).isEqualTo(AuthErrorCode.SERVER_TROUBLE);

    server.troubles.clear();

    assertThat(server.isGood(bearer(bench.open(connection)))).isTrue();
  }

  /**
   * The answer with the new refresh token was lost, as in a crash between answer and writing: the
   * old one is spent, and a server that detects reuse ends the grant. The user connects again.
   */
  @Test
  void load_whenTheAnswerIsLostAfterTheServerRotated_theUserHasToConnectAgain() {
    Connection connection = bench.connect("ann");
    bench.time.advance(LONG);
    server.lostAnswers.set(1);
    assertThat(codeOf(() -> bench.open(connection)).name())
        .as("retryable")
        .isIn("TRANSPORT", "CONNECTION_LOST");

    assertThat(codeOf(() -> bench.open(connection))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
    bench.connect("ann");
    assertThat(server.isGood(bearer(bench.open(connection)))).isTrue();
  }

  @Test
  void load_whenTheServerDoesNotRotate_aLostAnswerDoesNoHarm() {
    server.rotates = false;
    Connection connection = bench.connect("ann");
    bench.time.advance(LONG);
    server.lostAnswers.set(1);
    codeOf(() -> bench.open(connection));

    assertThat(server.isGood(bearer(bench.open(connection)))).isTrue();
  }

  @Test
  void load_whenThereIsNoRefreshToken_servesTheAccessTokenToItsEnd() throws Exception {
    server.givesRefreshTokens = false;
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    bench.time.advance(Duration.ofMinutes(50));
    assertThat(server.isGood(bearer(session))).isTrue();
    bench.listener.await(AuthEvent.TokenRefreshFailed.class, 1, Duration.ofSeconds(20));
    assertThat(server.isGood(bearer(session))).isTrue();
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).isEmpty();

    bench.time.advance(Duration.ofMinutes(10));

    assertThat(codeOf(() -> bearer(session))).isEqualTo(AuthErrorCode.INTERACTION_REQUIRED);
    assertThat(server.count("/token")).isEqualTo(1);
  }

  @Test
  void load_whenTheSettingsNameAnotherServer_sendsItNothing() throws Exception {
    Connection connection = bench.connect("ann");
    bench.time.advance(LONG);
    try (StubAuthorizationServer other = new StubAuthorizationServer(bench.time)) {
      bench.set("metadata-url", other.metadataUrl());

      assertThatThrownBy(() -> bench.open(connection))
          .hasMessageContaining("were issued by " + server.issuer())
          .hasMessageEndingWith("[INTERACTION_REQUIRED]");
      assertThat(other.count("/token")).isZero();
      bench.disconnect("ann");
      assertThat(other.count("/revoke")).isZero();
    }
  }

  @Test
  void load_whenManyUsersAreConnected_eachGetsTheirOwn() throws Exception {
    Set<String> bearers = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> users = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String user = "user " + i;
        users.add(() -> bearers.add(bearer(bench.open(bench.connect(user)))));
      }
      for (Future<Boolean> user : threads.invokeAll(users)) {
        assertThat(user.get()).as("nobody else has this token").isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(bearers).hasSize(40);
    assertThat(bench.store.keys).hasSize(40);
  }
}
