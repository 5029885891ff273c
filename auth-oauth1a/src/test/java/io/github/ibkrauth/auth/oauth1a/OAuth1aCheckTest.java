package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OAuth1aCheckTest {

  private static final List<String> STEPS =
      List.of(
          "configuration",
          "consumer key",
          "signature key",
          "encryption key",
          "DH parameters",
          "access token secret",
          "host",
          "clock",
          "live session token",
          "proof",
          "signed call",
          "signed query");

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  private final FakeBroker broker = FakeBroker.start();
  private final Map<String, String> settings = broker.settings();
  private AuthRuntime runtime = AuthRuntime.builder().build();

  @BeforeEach
  void plant() {
    leaks.canary(FakeBroker.ACCESS_TOKEN);
    leaks.canary(settings.get("oauth1a.access-token-secret"));
    leaks.canary(HexFormat.of().formatHex(broker.secret));
  }

  @AfterEach
  void stop() {
    runtime.close();
    broker.close();
  }

  @Test
  void run_whenAllIsWell_thenEveryStepPasses() {
    Map<String, CheckResult> results = run();

    assertThat(results.values()).allMatch(result -> result.verdict() != Verdict.FAIL);
    assertThat(results.get("signature key").detail()).contains("RSA 2048 bits", "SHA-256");
    assertThat(results.get("DH parameters").detail()).contains("2048 bits", "safe prime");
    assertThat(results.get("access token secret").detail()).contains("32 bytes");
    assertThat(verdict(results, "proof")).isEqualTo(Verdict.PASS);
    assertThat(verdict(results, "signed query")).isEqualTo(Verdict.PASS);
  }

  @Test
  void run_whenNothingIsSet_thenTellsEverythingOffLine() {
    settings.clear();

    Map<String, CheckResult> results = run();

    assertThat(verdict(results, "configuration")).isEqualTo(Verdict.FAIL);
    assertThat(verdict(results, "signature key")).isEqualTo(Verdict.FAIL);
    assertThat(verdict(results, "DH parameters")).isEqualTo(Verdict.FAIL);
    assertThat(verdict(results, "host")).isEqualTo(Verdict.SKIP);
    assertThat(verdict(results, "signed query")).isEqualTo(Verdict.SKIP);
  }

  @Test
  void run_whenKeysAreSwapped_thenTheSecretTells() {
    String signature = settings.get("oauth1a.signature-key");
    settings.put("oauth1a.signature-key", settings.get("oauth1a.encryption-key"));
    settings.put("oauth1a.encryption-key", signature);

    Map<String, CheckResult> results = run();

    assertThat(results.get("access token secret").detail()).contains("swapped");
    assertThat(verdict(results, "live session token")).isEqualTo(Verdict.SKIP);
    assertThat(broker.tokenRequests).hasValue(0);
  }

  @Test
  void run_whenBothKeysAreOne_thenWarns() {
    settings.put("oauth1a.signature-key", settings.get("oauth1a.encryption-key"));

    assertThat(verdict(run(), "encryption key")).isEqualTo(Verdict.WARN);
  }

  @Test
  void run_whenTheConsumerIsNotActive_thenSaysToWait() {
    broker.tokenReply =
        new FakeBroker.Reply(401, "application/json", "{\"error\":\"invalid consumer\"}");

    Map<String, CheckResult> results = run();

    assertThat(verdict(results, "live session token")).isEqualTo(Verdict.FAIL);
    assertThat(results.get("live session token").remedy())
        .contains("Wait for the next reset if the consumer key is new", "compare it");
    assertThat(verdict(results, "signed call")).isEqualTo(Verdict.SKIP);
  }

  @Test
  void run_whenTheProofIsWrong_thenTheProofFailsAndNotTheRequest() {
    broker.answerFilter = body -> body.replaceFirst("(token_signature\":\")[0-9a-f]{4}", "$10000");

    Map<String, CheckResult> results = run();

    assertThat(verdict(results, "live session token")).isEqualTo(Verdict.PASS);
    assertThat(verdict(results, "proof")).isEqualTo(Verdict.FAIL);
  }

  @Test
  void run_whenQueriesWantAnotherRecipe_thenNamesIt() {
    broker.recipe = BaseStringRecipe.BARE_URL;

    CheckResult result = run().get("signed query");

    assertThat(result.verdict()).isEqualTo(Verdict.WARN);
    assertThat(result.detail()).contains("refused with the recipe raw").contains("bare-url");
    assertThat(result.remedy()).isEqualTo("Set auth.oauth1a.base-string-recipe to bare-url.");
  }

  @Test
  void run_whenTheClockIsWrong_thenWarns() {
    runtime = ManualTime.at(Instant.now().minusSeconds(500)).runtime().build();

    Map<String, CheckResult> results = run();

    assertThat(verdict(results, "clock")).isEqualTo(Verdict.WARN);
    assertThat(results.get("clock").detail()).contains("behind");
    assertThat(verdict(results, "signed call")).isEqualTo(Verdict.PASS);
  }

  @Test
  void run_whenTheHostIsUnknown_thenStopsThere() {
    settings.put("oauth1a.base-url", "https://nowhere.invalid");

    Map<String, CheckResult> results = run();

    assertThat(verdict(results, "host")).isIn(Verdict.FAIL, Verdict.WARN);
    assertThat(verdict(results, "signed call")).isEqualTo(Verdict.SKIP);
  }

  @Test
  void run_whenTheRealmDoesNotFit_thenWarns() {
    settings.put("oauth1a.realm", "test_realm");
    broker.realm = "test_realm";

    assertThat(verdict(run(), "consumer key")).isEqualTo(Verdict.WARN);
  }

  private Map<String, CheckResult> run() {
    List<CheckResult> results = OAuth1aCheck.run(Configs.of(settings), runtime);
    assertThat(results).extracting(CheckResult::step).containsExactlyElementsOf(STEPS);
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.detail()).isNotBlank();
              boolean needsRemedy =
                  result.verdict() == Verdict.FAIL || result.verdict() == Verdict.WARN;
              assertThat(!needsRemedy || !result.remedy().isBlank()).isTrue();
              leaks.scan(result);
            });
    Map<String, CheckResult> byStep = new HashMap<>();
    results.forEach(result -> byStep.put(result.step(), result));
    return byStep;
  }

  private static Verdict verdict(Map<String, CheckResult> results, String step) {
    return results.get(step).verdict();
  }
}
