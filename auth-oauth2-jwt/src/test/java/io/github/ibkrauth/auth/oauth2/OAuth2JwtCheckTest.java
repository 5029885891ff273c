package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.keys.RsaSigner;
import io.github.ibkrauth.auth.testkit.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OAuth2JwtCheckTest {

  private final Bench bench = new Bench();

  OAuth2JwtCheckTest() {
    bench.set("base-url", "http://localhost:1");
  }

  @Test
  void run_whenAllIsWell_passesEveryStep() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .replyWith(request -> bench.accessToken().header("Date", Bench.httpDate(Bench.START)));

    List<CheckResult> results = run();

    assertThat(results)
        .extracting(CheckResult::step)
        .containsExactly(
            "configuration", "key", "host", "clock", "access token", "egress IP", "SSO session");
    assertThat(results).extracting(CheckResult::verdict).containsOnly(Verdict.PASS);
    assertThat(results.get(1).detail()).contains("RSA 2048 bits").contains("public key SHA-256");
    assertThat(results.get(4).detail()).contains("sso-sessions.write").contains("86399 s");
    assertThat(results.get(5).detail()).contains("203.0.113.7");
    assertThat(bench.requests(Bench.TOKEN_PATH)).isEqualTo(1);
    assertThat(bench.ssoRequests()).hasSize(1);
  }

  @Test
  void run_withNothingSet_failsTheFirstTwoAndSkipsTheRest() {
    bench.settings.clear();

    assertThat(verdicts())
        .containsExactly(
            Verdict.FAIL,
            Verdict.FAIL,
            Verdict.SKIP,
            Verdict.SKIP,
            Verdict.SKIP,
            Verdict.SKIP,
            Verdict.SKIP);
    assertThat(run().get(0).detail()).contains("client-id").contains("credential").contains("ip");
    assertThat(bench.transport.requests()).isEmpty();
  }

  @Test
  void run_whenOthersMayReadTheKey_warnsAndGoesOn(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key.pem"), TestKeys.pem());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    bench.set("private-key", "file:" + file);

    CheckResult key = run().get(1);

    assertThat(key.verdict()).isEqualTo(Verdict.WARN);
    assertThat(key.remedy()).contains("chmod 600");
    assertThat(run().get(6).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void run_whenALentSignerFails_saysSo() {
    bench
        .remove("private-key")
        .runtime
        .service(
            RsaSigner.class,
            data -> {
              throw new IllegalStateException("vault is sealed: canary");
            });

    CheckResult key = run().get(1);

    assertThat(key.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(key.detail()).contains("IllegalStateException").doesNotContain("canary");
  }

  @Test
  void run_whenTheClockIsFarOff_failsClockAndToken() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .reply(Reply.status(400).header("Date", Bench.httpDate(Bench.START.plusSeconds(47))));

    List<CheckResult> results = run();

    assertThat(results.get(3).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(results.get(3).detail()).contains("47 s behind");
    assertThat(results.get(3).remedy()).contains("NTP");
    assertThat(results.get(4).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(results.get(4).remedy()).isNotBlank();
    assertThat(results.get(5).verdict()).isEqualTo(Verdict.SKIP);
    assertThat(results.get(6).verdict()).isEqualTo(Verdict.SKIP);
    assertThat(bench.requests(Bench.TOKEN_PATH)).isEqualTo(1);
  }

  @Test
  void run_whenTheClockIsALittleOff_warns() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .replyWith(
            request ->
                bench.accessToken().header("Date", Bench.httpDate(Bench.START.plusSeconds(5))));

    assertThat(run().get(3))
        .satisfies(clock -> assertThat(clock.verdict()).isEqualTo(Verdict.WARN))
        .satisfies(clock -> assertThat(clock.detail()).contains("5 s behind"));
  }

  @Test
  void run_whenTheSessionIsRefused_saysWhy() {
    bench
        .transport
        .on("POST", Bench.SSO_PATH)
        .reply(Reply.json(400, "{\"status\":400,\"invalidArguments\":[{\"field\":\"ip\"}]}"));

    CheckResult session = run().get(6);

    assertThat(session.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(session.detail()).contains("Step 2, SSO session");
    assertThat(session.remedy()).contains("address");
  }

  @Test
  void run_whenTheHostIsUnknown_stopsBeforeSendingAnything() {
    OAuth2JwtCheckTest.this.bench.set("base-url", "https://no-such-host.invalid");

    List<CheckResult> results = OAuth2JwtCheck.run(bench.config(), bench.time.runtime().build());

    assertThat(results.get(2).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(results.get(2).detail()).contains("no-such-host.invalid");
    assertThat(results)
        .extracting(CheckResult::verdict)
        .endsWith(Verdict.SKIP, Verdict.SKIP, Verdict.SKIP, Verdict.SKIP);
  }

  @Test
  void run_whenThePrivateAddressIsSetForAPublicServer_warns() {
    bench.set("ip", "192.168.1.5").set("base-url", "https://no-such-host.invalid");

    List<CheckResult> results = run();

    assertThat(results.get(2).verdict()).isEqualTo(Verdict.WARN);
    assertThat(results.get(5).verdict()).isEqualTo(Verdict.WARN);
    assertThat(results.get(6).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void run_whenTheResolverFails_failsThatStep() {
    bench
        .remove("ip")
        .runtime
        .service(
            EgressIpResolver.class,
            () -> {
              throw new IOException("canary");
            });

    List<CheckResult> results = run();

    assertThat(results.get(5).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(results.get(6).verdict()).isEqualTo(Verdict.SKIP);
    assertThat(bench.ssoRequests()).isEmpty();
  }

  @Test
  void run_tokenOnly_skipsTheSession() {
    bench.set("mode", "token-only").remove("ip").remove("credential");

    assertThat(verdicts()).endsWith(Verdict.SKIP, Verdict.PASS, Verdict.SKIP, Verdict.SKIP);
    assertThat(run().get(6).detail()).contains("token-only");
  }

  @Test
  void run_whenTheTransportThrowsAnything_neverThrows() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .replyWith(
            request -> {
              throw new IllegalStateException("canary");
            });

    assertThat(run().get(4))
        .satisfies(result -> assertThat(result.verdict()).isEqualTo(Verdict.FAIL))
        .satisfies(result -> assertThat(result.detail()).doesNotContain("canary"));
  }

  private List<CheckResult> run() {
    return OAuth2JwtCheck.run(bench.config(), bench.runtime.build());
  }

  private List<Verdict> verdicts() {
    return run().stream().map(CheckResult::verdict).toList();
  }
}
