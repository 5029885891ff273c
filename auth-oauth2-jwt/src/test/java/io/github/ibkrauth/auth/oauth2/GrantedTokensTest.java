package io.github.ibkrauth.auth.oauth2;

import static io.github.ibkrauth.auth.oauth2.ConsentBench.bearer;
import static io.github.ibkrauth.auth.oauth2.ConsentBench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.store.Lease;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.file.FileTokenStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void load_whenAnotherSessionRenewed_takesWhatItStored() {
    Connection connection = bench.connect("ann");
    AuthSession one = bench.open(connection);
    AuthSession two = bench.open(connection);
    bench.time.advance(LONG);

    assertThat(bearer(one)).isEqualTo(bearer(two));
    assertThat(server.sentRefreshTokens).hasSize(1);
    assertThat(server.count("/token")).isEqualTo(2);
  }

  @Test
  void load_whenTwoSessionsRenewAtOnce_noRefreshTokenIsSentTwice() throws Exception {
    Connection connection = bench.connect("ann");
    List<AuthRuntime> processes = List.of(bench.anotherProcess(), bench.anotherProcess());
    List<AuthSession> sessions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sessions.add(bench.open(connection, processes.get(i % 2)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (int round = 0; round < 15; round++) {
        bench.time.advance(LONG);
        CyclicBarrier together = new CyclicBarrier(16);
        List<Callable<String>> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          AuthSession session = sessions.get(i % sessions.size());
          callers.add(
              () -> {
                together.await();
                return bearer(session);
              });
        }
        for (Future<String> caller : threads.invokeAll(callers)) {
          assertThat(server.isGood(caller.get())).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
      processes.forEach(AuthRuntime::close);
    }
    assertThat(server.anyRevoked()).as("the server saw no reuse").isFalse();
    assertThat(server.count("/token")).isEqualTo(16);
  }

  @Test
  void load_whenTwoProcessesShareAFolder_noRefreshTokenIsSentTwice(@TempDir Path folder)
      throws Exception {
    FileTokenStore files = FileTokenStore.open(folder, bench.sealer, bench.runtime);
    FileTokenStore sameFiles = FileTokenStore.open(folder, bench.sealer, bench.runtime);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (AuthRuntime first = bench.anotherProcess(files);
        AuthRuntime second = bench.anotherProcess(sameFiles)) {
      Connection connection = bench.connect("ann", first);
      List<AuthSession> sessions =
          List.of(bench.open(connection, first), bench.open(connection, second));
      for (int round = 0; round < 5; round++) {
        bench.time.advance(LONG);
        CyclicBarrier together = new CyclicBarrier(8);
        List<Callable<String>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          AuthSession session = sessions.get(i % 2);
          callers.add(
              () -> {
                together.await();
                return bearer(session);
              });
        }
        for (Future<String> caller : threads.invokeAll(callers)) {
          assertThat(server.isGood(caller.get())).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.anyRevoked()).as("the server saw no reuse").isFalse();
    assertThat(server.count("/token")).isEqualTo(6);
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
    assertThat(stored()).doesNotContain("refresh-", "access-");
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
  void load_whenSomebodyUsedACopyOfTheRefreshToken_theWholeGrantEndsAndTheUserIsTold() {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    StoredToken copy = onlyStored();
    bench.time.advance(LONG);
    bearer(session);
    assertThat(server.sentRefreshTokens).hasSize(1);

    // A restored backup: the refresh token in it is spent.
    StoredToken present = onlyStored();
    bench.store.replace(
        key(),
        present.version(),
        StoredToken.of(copy.sealed(), present.version() + 1, null, Map.of()));
    AuthSession restored = null;
    try {
      restored = bench.open(connection);
    } catch (InteractionRequiredException e) {
      assertThat(e.code()).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
    }

    assertThat(restored).isNull();
    assertThat(server.anyRevoked()).as("reuse was detected").isTrue();
    bench.time.advance(LONG);
    assertThat(codeOf(() -> bearer(session))).isEqualTo(ConnectErrorCode.GRANT_REVOKED);
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
  void load_whenTheStoreFailsForAMoment_writesBeforeAnythingIsUsed() {
    AuthSession session = bench.open(bench.connect("ann"));
    bench.time.advance(LONG);
    bench.store.failingWrites.set(2);

    assertThat(server.isGood(bearer(session))).isTrue();
    assertThat(bench.store.failingWrites).hasValue(0);
  }

  @Test
  void load_whenTheStoreStaysDown_keepsTheRotatedTokenAndWritesItLater() {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    bench.time.advance(LONG);
    bench.store.failingWrites.set(Integer.MAX_VALUE);
    assertThatThrownBy(() -> bearer(session))
        .hasMessageContaining("did not take a renewed refresh token")
        .hasMessageEndingWith("[TRANSPORT]");
    assertThat(server.sentRefreshTokens).hasSize(1);
    bench.time.advance(Duration.ofSeconds(10));
    assertThatThrownBy(() -> bearer(session)).hasMessageContaining("not used before it is written");
    assertThat(server.sentRefreshTokens).as("the old one is not sent again").hasSize(1);

    bench.store.failingWrites.set(0);
    bench.time.advance(Duration.ofSeconds(30));

    assertThat(server.isGood(bearer(session))).isTrue();
    assertThat(server.count("/token")).isEqualTo(2);
    assertThat(bearer(bench.open(connection))).isEqualTo(bearer(session));
  }

  @Test
  void load_whenAnotherHoldsTheLease_waitsThenSaysSo() {
    AuthSession session = bench.open(bench.connect("ann"));
    bench.time.advance(LONG);
    Lease lease = bench.store.tryLease(key(), Duration.ofHours(1), "another").orElseThrow();

    assertThatThrownBy(() -> bearer(session))
        .hasMessageContaining("Another session or process renews")
        .hasMessageEndingWith("[TIMEOUT]");
    assertThat(server.sentRefreshTokens).isEmpty();
    lease.close();
    bench.time.advance(Duration.ofMinutes(1));
    assertThat(server.isGood(bearer(session))).isTrue();
  }

  @Test
  void load_whenTheHolderOfTheLeaseDied_goesOnAfterItsTime() {
    AuthSession session = bench.open(bench.connect("ann"));
    bench.time.advance(LONG);
    bench.store.tryLease(key(), Duration.ofSeconds(20), "dead").orElseThrow();

    assertThat(server.isGood(bearer(session))).isTrue();
  }

  @Test
  void load_whenTheUserDisconnectsMeanwhile_givesTheNewTokensBack() {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    bench.time.advance(LONG);
    server.beforeAnswer = () -> bench.store.delete(key());

    assertThat(codeOf(() -> bearer(session))).isEqualTo(AuthErrorCode.INTERACTION_REQUIRED);

    assertThat(server.anyRevoked()).isTrue();
    assertThat(bench.store.load(key())).isEmpty();
  }

  @Test
  void load_whenTheUserConnectsAgainMeanwhile_theNewerTokensCount() {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    bench.time.advance(LONG);
    StoreKey key = key();
    AtomicReference<String> newest = new AtomicReference<>();
    server.beforeAnswer =
        () -> {
          server.beforeAnswer = () -> {};
          bench.connect("ann");
          newest.set(stored(key));
        };

    String access = bearer(session);

    assertThat(newest.get()).contains(access);
    assertThat(server.anyRevoked()).isFalse();
    assertThat(server.isGood(access)).isTrue();
  }

  @Test
  void load_whenTheCallerIsInterrupted_theRenewalEndsAllTheSame() throws Exception {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    bench.time.advance(LONG);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    server.beforeAnswer =
        () -> {
          asked.countDown();
          await(answer);
        };
    AtomicReference<AuthErrorCode> outcome = new AtomicReference<>();
    Thread caller = new Thread(() -> outcome.set(codeOf(() -> bearer(session))));
    caller.start();
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    caller.join(20_000);
    assertThat(outcome.get()).isEqualTo(AuthErrorCode.INTERRUPTED);
    session.close();
    CountDownLatch written = new CountDownLatch(1);
    bench.store.beforeWrite = written::countDown;

    answer.countDown();
    server.beforeAnswer = () -> {};

    assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(server.isGood(bearer(bench.open(connection)))).isTrue();
    assertThat(server.count("/token")).as("nothing was renewed twice").isEqualTo(2);
    assertThat(server.anyRevoked()).isFalse();
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

  @Test
  void stored_always_isSealed() {
    bench.connect("ann");

    assertThat(new String(onlyStored().sealed(), StandardCharsets.ISO_8859_1))
        .doesNotContain("access-", "refresh-", "ann");
    assertThat(key().toString()).matches("oauth2-jwt/api\\.ibkr\\.test-443/[0-9a-f]{32}");
  }

  private StoreKey key() {
    return bench.store.keys.iterator().next();
  }

  private StoredToken onlyStored() {
    assertThat(bench.store.keys).hasSize(1);
    return bench.store.load(key()).orElseThrow();
  }

  private String stored() {
    return stored(key());
  }

  private String stored(StoreKey key) {
    return bench.sealer.open(key, bench.store.load(key).orElseThrow().sealed()).reveal();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
