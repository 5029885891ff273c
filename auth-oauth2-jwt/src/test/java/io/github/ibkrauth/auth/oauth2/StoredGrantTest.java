package io.github.ibkrauth.auth.oauth2;

import static io.github.ibkrauth.auth.oauth2.ConsentBench.bearer;
import static io.github.ibkrauth.auth.oauth2.ConsentBench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
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
import java.util.concurrent.Callable;
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

/** Tokens in the store: sealed, and shared by sessions and processes that renew, fail or end. */
class StoredGrantTest {

  private static final Duration LONG = Duration.ofHours(2);

  private final ConsentBench bench = new ConsentBench();
  private final StubAuthorizationServer server = bench.server;

  @AfterEach
  void stop() {
    bench.close();
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
        bench.key(),
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
    Lease lease = bench.store.tryLease(bench.key(), Duration.ofHours(1), "another").orElseThrow();

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
    bench.store.tryLease(bench.key(), Duration.ofSeconds(20), "dead").orElseThrow();

    assertThat(server.isGood(bearer(session))).isTrue();
  }

  @Test
  void load_whenTheUserDisconnectsMeanwhile_givesTheNewTokensBack() {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    bench.time.advance(LONG);
    server.beforeAnswer = () -> bench.store.delete(bench.key());

    assertThat(codeOf(() -> bearer(session))).isEqualTo(AuthErrorCode.INTERACTION_REQUIRED);

    assertThat(server.anyRevoked()).isTrue();
    assertThat(bench.store.load(bench.key())).isEmpty();
  }

  @Test
  void load_whenTheUserConnectsAgainMeanwhile_theNewerTokensCount() {
    Connection connection = bench.connect("ann");
    AuthSession session = bench.open(connection);
    bench.time.advance(LONG);
    StoreKey key = bench.key();
    AtomicReference<String> newest = new AtomicReference<>();
    server.beforeAnswer =
        () -> {
          server.beforeAnswer = () -> {};
          bench.connect("ann");
          newest.set(bench.stored(key));
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
  void stored_always_isSealed() {
    bench.connect("ann");

    assertThat(new String(onlyStored().sealed(), StandardCharsets.ISO_8859_1))
        .doesNotContain("access-", "refresh-", "ann");
    assertThat(bench.key().toString()).matches("oauth2-jwt/api\\.ibkr\\.test-443/[0-9a-f]{32}");
  }

  private StoredToken onlyStored() {
    assertThat(bench.store.keys).hasSize(1);
    return bench.store.load(bench.key()).orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
