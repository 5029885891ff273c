package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayCheckTest {

  private static final List<String> STEPS =
      List.of(
          "configuration",
          "reachable",
          "certificate",
          "allowed address",
          "logged in",
          "brokerage session",
          "competing");

  @TempDir Path state;

  private final Bench bench = new Bench();

  @Test
  void run_whenAllIsWell_passesEveryStepWithOneTickle() {
    Map<String, CheckResult> results = run();

    assertThat(results.values()).noneMatch(result -> result.verdict() == Verdict.FAIL);
    assertThat(verdicts(results)).isEqualTo("PASS PASS SKIP PASS PASS PASS PASS");
    assertThat(bench.transport.requests()).hasSize(1);
  }

  @Test
  void run_whenSettingsAreWrong_sendsNothing() {
    bench.set("base-url", "https://localhost:5000/elsewhere");
    bench.set("probe-timeout", "soon");

    Map<String, CheckResult> results = run();

    assertThat(verdicts(results)).isEqualTo("FAIL SKIP SKIP SKIP SKIP SKIP SKIP");
    assertThat(results.get("configuration").detail()).contains("base-url", "probe-timeout");
    assertThat(bench.transport.requests()).isEmpty();
  }

  @Test
  void run_whenNoGatewayAnswers_stopsThere() {
    bench.tickles(Reply.failure(new ConnectException("Connection refused")));
    Map<String, CheckResult> down = run();
    assertThat(verdicts(down)).isEqualTo("PASS FAIL SKIP SKIP SKIP SKIP SKIP");
    assertThat(down.get("reachable").remedy())
        .isEqualTo("Start the gateway, or correct auth.gateway-session.base-url.");

    bench.tickles(Reply.status(404));
    assertThat(verdicts(run())).isEqualTo("PASS FAIL SKIP SKIP SKIP SKIP SKIP");
  }

  @Test
  void run_whenTheGatewayIsSilentOrInTrouble_tellsWhatCanBeTold() {
    bench.tickles(Reply.failure(new SocketTimeoutException("Read timed out")));
    assertThat(verdicts(run())).isEqualTo("PASS FAIL SKIP PASS SKIP SKIP SKIP");

    bench.tickles(Bench.TROUBLE);
    assertThat(verdicts(run())).isEqualTo("PASS FAIL SKIP PASS SKIP SKIP SKIP");
  }

  @Test
  void run_whenThisComputerIsKeptOut_printsTheLinesToAdd() {
    bench.tickles(Reply.status(404).body("text/plain", "Access Denied"));

    Map<String, CheckResult> results = run();

    assertThat(verdicts(results)).isEqualTo("PASS PASS SKIP FAIL SKIP SKIP SKIP");
    assertThat(results.get("allowed address").remedy().lines())
        .containsExactly(
            "Add the address to the gateway's root/conf.yaml, and restart the gateway:",
            "ips:",
            "  allow:",
            "    - 127.0.0.1");
  }

  @Test
  void run_whenNobodyIsLoggedIn_namesThePage() {
    bench.tickles(Bench.LOGGED_OUT);

    Map<String, CheckResult> results = run();

    assertThat(verdicts(results)).isEqualTo("PASS PASS SKIP PASS FAIL SKIP SKIP");
    assertThat(results.get("logged in").remedy()).contains(Bench.LOGIN_PAGE);
  }

  @Test
  void run_whenTheBrokerageSessionIsNotThere_warns() {
    bench.tickles(status("\"authenticated\":false,\"connected\":true,\"competing\":false"));
    assertThat(verdicts(run())).isEqualTo("PASS PASS SKIP PASS PASS WARN PASS");

    bench.tickles(status("\"authenticated\":true,\"connected\":true,\"established\":false"));
    assertThat(verdicts(run())).isEqualTo("PASS PASS SKIP PASS PASS WARN PASS");

    bench.tickles(Reply.json(200, "{\"session\":\"x\"}"));
    assertThat(verdicts(run())).isEqualTo("PASS PASS SKIP PASS PASS WARN SKIP");
  }

  @Test
  void run_whenAnotherLoginCompetes_namesWhoItMayBe() {
    bench.tickles(status("\"authenticated\":true,\"connected\":true,\"competing\":true"));

    Map<String, CheckResult> results = run();

    assertThat(verdicts(results)).isEqualTo("PASS PASS SKIP PASS PASS PASS WARN");
    assertThat(results.get("competing").remedy())
        .contains("TWS", "IB Gateway", "Client Portal", "mobile app");
  }

  @Test
  void run_onFirstUse_remembersTheCertificateAndMindsAChange() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      SimulatedGateway gateway = simulator.gateway();
      gateway.logIn();
      String address = gateway.baseUri().toString();
      AuthConfig config = RealGateway.config(address, "state-directory", state.toString());

      assertThat(run(config).get("certificate").detail())
          .contains(gateway.fingerprint(), "first seen, and remembered in", state.toString());
      CheckResult again = run(config).get("certificate");
      assertThat(again.verdict()).isEqualTo(Verdict.PASS);
      assertThat(again.detail()).contains("as remembered in");
      gateway.restartWithNewCertificate();
      Map<String, CheckResult> changed = run(config);
      assertThat(verdicts(changed)).isEqualTo("PASS PASS FAIL SKIP SKIP SKIP SKIP");
      assertThat(changed.get("certificate").remedy()).contains("ibkr gateway pin");
    }
  }

  @Test
  void run_whenTheCertificateIsNamedOrNot_saysHowItIsTrusted() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      SimulatedGateway gateway = simulator.gateway();
      String address = gateway.baseUri().toString();

      assertThat(
              run(RealGateway.config(address, "certificate-fingerprint", gateway.fingerprint()))
                  .get("certificate")
                  .detail())
          .contains(gateway.fingerprint(), "pinned by");
      Map<String, CheckResult> other =
          run(RealGateway.config(address, "certificate-fingerprint", "00".repeat(32)));
      assertThat(verdicts(other)).isEqualTo("PASS PASS FAIL SKIP SKIP SKIP SKIP");
      assertThat(verdicts(run(RealGateway.config(address, "tls-trust", "system"))))
          .isEqualTo("PASS PASS FAIL SKIP SKIP SKIP SKIP");
      assertThat(run(RealGateway.config(address, "tls-trust", "anything")).get("certificate"))
          .extracting(CheckResult::verdict)
          .isEqualTo(Verdict.WARN);
    }
  }

  private static Reply status(String flags) {
    return Reply.json(200, "{\"session\":\"x\",\"iserver\":{\"authStatus\":{" + flags + "}}}");
  }

  private Map<String, CheckResult> run() {
    return byStep(GatewayCheck.run(bench.config(), bench.runtime));
  }

  private static Map<String, CheckResult> run(AuthConfig config) {
    try (AuthRuntime runtime = AuthRuntime.system()) {
      return byStep(GatewayCheck.run(config, runtime));
    }
  }

  private static Map<String, CheckResult> byStep(List<CheckResult> results) {
    assertThat(results).extracting(CheckResult::step).containsExactlyElementsOf(STEPS);
    Map<String, CheckResult> byStep = new LinkedHashMap<>();
    for (CheckResult result : results) {
      boolean needsRemedy = result.verdict() == Verdict.FAIL || result.verdict() == Verdict.WARN;
      assertThat(result.detail()).isNotBlank();
      assertThat(result.remedy().isBlank()).isEqualTo(!needsRemedy);
      byStep.put(result.step(), result);
    }
    return byStep;
  }

  private static String verdicts(Map<String, CheckResult> results) {
    return String.join(
        " ", results.values().stream().map(result -> result.verdict().name()).toList());
  }
}
