package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The check of a user who connected. */
class ConsentCheckTest {

  private final ConsentBench bench = new ConsentBench();

  ConsentCheckTest() {
    bench.set("base-url", "http://localhost:1");
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void run_whenTheStoredTokenIsGood_asksNobody() {
    Connection connection = bench.connect("ann");
    int asked = bench.server.requests.size();

    List<CheckResult> results = run(connection);

    assertThat(results)
        .extracting(CheckResult::verdict)
        .containsExactly(
            Verdict.PASS,
            Verdict.PASS,
            Verdict.PASS,
            Verdict.SKIP,
            Verdict.PASS,
            Verdict.SKIP,
            Verdict.SKIP);
    assertThat(results.get(6).detail()).contains("grant is authorization-code");
    assertThat(bench.server.requests).hasSize(asked);
  }

  @Test
  void run_whenTheStoredTokenHasEnded_renewsAndStoresIt() {
    Connection connection = bench.connect("ann");
    bench.time.advance(Duration.ofHours(2));

    assertThat(run(connection).get(4).detail()).contains("granted, expires in 3600 s");
    assertThat(run(connection).get(4).verdict()).isEqualTo(Verdict.PASS);
    assertThat(bench.server.sentRefreshTokens).hasSize(1);
    assertThat(bench.server.anyRevoked()).isFalse();
  }

  @Test
  void run_whenTheClientHasASecret_needsNoKey() {
    bench.remove("private-key").set("client-auth", "client-secret-post");
    bench.set("client-secret", StubAuthorizationServer.SECRET);

    List<CheckResult> results = run(bench.connect("ann"));

    assertThat(results.get(1).verdict()).isEqualTo(Verdict.SKIP);
    assertThat(results.get(4).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void run_whenTheGrantWasRevoked_saysToConnectAgain() {
    Connection connection = bench.connect("ann");
    bench.server.revokeAll();
    bench.time.advance(Duration.ofHours(2));

    CheckResult token = run(connection).get(4);

    assertThat(token.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(token.detail()).endsWith("[GRANT_REVOKED]");
    assertThat(token.remedy()).isEqualTo("Let the user connect again.");
  }

  private List<CheckResult> run(Connection connection) {
    return OAuth2JwtCheck.run(
        bench.config().with("connection", connection.settings()), bench.runtime);
  }
}
