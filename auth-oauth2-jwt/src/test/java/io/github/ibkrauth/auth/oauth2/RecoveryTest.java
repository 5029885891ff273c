package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.testkit.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static final String TRADE = "/v1/api/iserver/accounts";
  private static final String MANAGE = "/gw/api/v1/accounts";

  private final Bench bench = new Bench();

  @Test
  void recover_fromARefusedSession_opensANewOneWithTheSameAccessToken() {
    AuthSession session = bench.open();

    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.RETRY);

    assertThat(Bench.bearer(session, TRADE)).isEqualTo("Bearer sso-2");
    assertThat(Bench.bearer(session, MANAGE)).isEqualTo("Bearer access-1");
    assertThat(bench.requests(Bench.TOKEN_PATH)).isEqualTo(1);
  }

  @Test
  void recover_fromARefusedAccessToken_leavesTheSessionAlone() {
    AuthSession session = bench.open();

    assertThat(refuse(session, MANAGE)).isEqualTo(Recovery.RETRY);

    assertThat(Bench.bearer(session, MANAGE)).isEqualTo("Bearer access-2");
    assertThat(Bench.bearer(session, TRADE)).isEqualTo("Bearer sso-1");
  }

  @Test
  void recover_when64RefusalsComeAtOnce_renewsOnce() throws Exception {
    AuthSession session = bench.open();
    RequestAuthorization old = Bench.authorize(session, TRADE);
    ExecutorService crowd = Executors.newFixedThreadPool(64);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<String>> callers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      callers.add(
          crowd.submit(
              () -> {
                go.await();
                assertThat(session.recover(Bench.refused(old, TRADE))).isEqualTo(Recovery.RETRY);
                return Bench.bearer(session, TRADE);
              }));
    }
    go.countDown();
    for (Future<String> caller : callers) {
      assertThat(caller.get()).isEqualTo("Bearer sso-2");
    }
    crowd.shutdown();

    assertThat(bench.ssoRequests()).hasSize(2);
    assertThat(bench.requests(Bench.TOKEN_PATH)).isEqualTo(1);
  }

  @Test
  void authorize_by10000CallersAtExpiry_fetchesEachTokenOnce() throws Exception {
    AuthSession session = bench.open();
    bench.time.advance(Duration.ofHours(25));
    ExecutorService crowd = Executors.newFixedThreadPool(64);
    List<Future<String>> callers = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String path = i % 3 == 0 ? MANAGE : TRADE;
      callers.add(crowd.submit(() -> Bench.bearer(session, path)));
    }
    for (Future<String> caller : callers) {
      assertThat(caller.get()).isIn("Bearer sso-2", "Bearer access-2");
    }
    crowd.shutdown();

    assertThat(bench.ssoRequests()).hasSize(2);
    assertThat(bench.requests(Bench.TOKEN_PATH)).isEqualTo(2);
  }

  @Test
  void recover_fromAnOldRefusal_neverKillsANewToken() {
    AuthSession session = bench.open();
    RequestAuthorization old = Bench.authorize(session, TRADE);
    refuse(session, TRADE);
    Bench.authorize(session, TRADE);

    assertThat(session.recover(Bench.refused(old, TRADE))).isEqualTo(Recovery.RETRY);

    assertThat(Bench.bearer(session, TRADE)).isEqualTo("Bearer sso-2");
    assertThat(bench.ssoRequests()).hasSize(2);
  }

  @Test
  void recover_whenTheReplacementIsRefusedAtOnce_givesUpInsteadOfStorming() {
    AuthSession session = bench.open();
    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.RETRY);

    for (int i = 0; i < 100; i++) {
      assertThat(refuse(session, TRADE)).isEqualTo(Recovery.GIVE_UP);
    }

    assertThat(bench.ssoRequests()).hasSize(2);
  }

  @Test
  void recover_whileEverythingIsRefused_triesLessAndLess() {
    AuthSession session = bench.open();
    int hour = 3600;
    for (int second = 0; second < hour; second++) {
      refuse(session, TRADE);
      bench.time.advance(Duration.ofSeconds(1));
    }

    // 1 at once, then after 5, 10, 20, 40, 80, 160 and each further 300 seconds.
    assertThat(bench.ssoRequests().size()).isBetween(15, 20);
  }

  @Test
  void recover_whenATokenHadLivedLong_startsOver() {
    AuthSession session = bench.open();
    refuse(session, TRADE);
    Bench.authorize(session, TRADE);
    bench.time.advance(Duration.ofMinutes(11));

    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.RETRY);
    Bench.authorize(session, TRADE);
    bench.time.advance(Duration.ofSeconds(5));

    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.RETRY);
    assertThat(Bench.bearer(session, TRADE)).isEqualTo("Bearer sso-4");
  }

  @Test
  void recover_whenTheAddressChanged_opensASessionForTheNewOneAtOnce() {
    AtomicReference<String> address = new AtomicReference<>("203.0.113.1");
    bench.remove("ip").runtime.service(EgressIpResolver.class, address::get);
    AuthSession session = bench.open();
    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.RETRY);
    Bench.authorize(session, TRADE);
    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.GIVE_UP);

    address.set("203.0.113.2");

    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.RETRY);
    assertThat(Bench.bearer(session, TRADE)).isEqualTo("Bearer sso-3");
    assertThat(bench.ssoRequests())
        .extracting(request -> TestKeys.claims(request.body()).get("ip"))
        .containsExactly("203.0.113.1", "203.0.113.1", "203.0.113.2");
    assertThat(bench.listener.of(AuthEvent.SessionStateChanged.class))
        .filteredOn(event -> event.why().contains("public address"))
        .singleElement()
        .satisfies(event -> assertThat(event.to()).isEqualTo(SessionState.OPEN));
  }

  @Test
  void recover_whenTheResolverFails_givesUpAsWithoutIt() {
    AtomicReference<String> address = new AtomicReference<>("203.0.113.1");
    bench
        .remove("ip")
        .runtime
        .service(
            EgressIpResolver.class,
            () -> {
              if (address.get().isEmpty()) {
                throw new IOException("no route");
              }
              return address.get();
            });
    AuthSession session = bench.open();
    refuse(session, TRADE);
    Bench.authorize(session, TRADE);
    address.set("");

    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.GIVE_UP);
  }

  @Test
  void recover_forAnythingThatIsNotOurRefusal_givesUp() {
    AuthSession session = bench.open();
    AuthSession other = bench.open();
    Object tag = Bench.authorize(session, TRADE).credentialTag();
    Object foreign = Bench.authorize(other, TRADE).credentialTag();

    assertThat(session.recover(challenge(403, tag))).isEqualTo(Recovery.GIVE_UP);
    assertThat(session.recover(challenge(500, tag))).isEqualTo(Recovery.GIVE_UP);
    assertThat(session.recover(challenge(401, "another's tag"))).isEqualTo(Recovery.GIVE_UP);
    assertThat(session.recover(challenge(401, foreign))).isEqualTo(Recovery.GIVE_UP);
    assertThat(Bench.bearer(session, TRADE)).isEqualTo("Bearer sso-1");
    session.close();
    assertThat(session.recover(challenge(401, tag))).isEqualTo(Recovery.GIVE_UP);
  }

  @Test
  void recover_whenTheAccessTokenExpiredMeanwhile_buysANewOneForTheSession() {
    AuthSession session = bench.open();
    bench
        .transport
        .on("POST", Bench.SSO_PATH)
        .reply(
            Reply.status(401)
                .body(
                    "application/problem+json",
                    "{\"type\":\"/simple\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"Access token expired\"}"),
            bench.ssoToken());

    assertThat(refuse(session, TRADE)).isEqualTo(Recovery.RETRY);

    assertThat(Bench.bearer(session, TRADE)).isEqualTo("Bearer sso-2");
    assertThat(bench.ssoRequests())
        .extracting(request -> request.header("Authorization").orElseThrow())
        .containsExactly("Bearer access-1", "Bearer access-1", "Bearer access-2");
    assertThat(Bench.bearer(session, MANAGE)).isEqualTo("Bearer access-2");
  }

  /** Lets the token that a request would carry now be refused. */
  private static Recovery refuse(AuthSession session, String path) {
    return session.recover(Bench.refused(Bench.authorize(session, path), path));
  }

  private static AuthChallenge challenge(int status, Object tag) {
    return AuthChallenge.builder(Bench.request(TRADE), status, tag).build();
  }
}
