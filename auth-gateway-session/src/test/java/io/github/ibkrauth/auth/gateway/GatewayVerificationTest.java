package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayVerificationTest {

  private final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));
  private final ScriptedGateway fake = new ScriptedGateway();
  private final Gateway gateway =
      new Gateway(fake, time.runtime().build(), ScriptedGateway.ADDRESS, ScriptedGateway.API);

  @BeforeEach
  void good() {
    fake.on("tickle", Replies.tickle(true, true, false))
        .on("status", Replies.status(true, true, false));
  }

  @Test
  void verify_whenAllIsWell_isOkWithNoetlsMembers() {
    GatewayVerification verification = gateway.verify();

    assertThat(verification.ok()).isTrue();
    assertThat(verification.sentence()).isEmpty();
    assertThat(verification.condition()).isEqualTo(GatewayCondition.ANSWERED);
    assertThat(fake.calls()).containsExactly("validate", "tickle", "status");
    JsonNode json = Json.readObject(verification.toJson()).orElseThrow();
    assertThat(json.properties())
        .extracting(Map.Entry::getKey)
        .startsWith(
            "gateway_url",
            "base_url",
            "validate_status_code",
            "tickle_status_code",
            "auth_status_code",
            "authenticated",
            "connected",
            "competing",
            "session",
            "sso_expires",
            "ok")
        .endsWith("validate", "tickle", "status");
    assertThat(json.get("base_url").textValue()).isEqualTo("https://localhost:5000/v1/api");
    assertThat(json.get("session").textValue()).matches("sha256:[0-9a-f]{8}");
    assertThat(json.get("sso_expires").intValue()).isEqualTo(415_890);
    assertThat(json.at("/tickle/status_code").intValue()).isEqualTo(200);
    assertThat(json.at("/tickle/data/session").textValue()).isEqualTo("****");
    assertThat(json.at("/validate/data/RESULT").booleanValue()).isTrue();
    assertThat(json.at("/status/data/connected").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "false, true,  false, not open",
    "true,  false, false, lost its connection",
    "true,  true,  true,  Another login",
    "false, false, true,  Another login",
  })
  void verify_whenAFlagIsWrong_isNotOkAndSaysWhich(
      boolean authenticated, boolean connected, boolean competing, String words) {
    fake.on("status", Replies.status(authenticated, connected, competing));

    GatewayVerification verification = gateway.verify();

    assertThat(verification.ok()).isFalse();
    assertThat(verification.sentence()).contains(words);
    assertThat(verification.toJson()).contains("\"ok\":false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "tickle", "status"})
  void verify_whenACallIsNotAnswered_isNotOkAndNamesTheCondition(String call) {
    fake.on(call, Replies.gatewayDown());

    GatewayVerification verification = gateway.verify();

    assertThat(verification.ok()).isFalse();
    assertThat(verification.condition()).isEqualTo(GatewayCondition.GATEWAY_DOWN);
    assertThat(verification.sentence()).isEqualTo("It is GATEWAY_DOWN.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "tickle"})
  void verify_whenAnAnswerIsNot200_isNotOk(String call) {
    fake.on(call, new GatewayReply(GatewayCondition.ANSWERED, 204, "", ""));

    GatewayVerification verification = gateway.verify();

    assertThat(verification.ok()).isFalse();
    assertThat(verification.sentence()).isNotEmpty();
  }

  @Test
  void verify_whenRepeatedWithinAMinute_validatesOnce() {
    gateway.verify();
    time.advance(Duration.ofSeconds(59));
    assertThat(gateway.verify().ok()).isTrue();
    assertThat(fake.count("validate")).isEqualTo(1);

    time.advance(Duration.ofSeconds(1));
    gateway.verify();

    assertThat(fake.count("validate")).isEqualTo(2);
    assertThat(fake.count("tickle")).isEqualTo(3);
  }

  @Test
  void verify_whenTheLastValidationFailed_asksAgain() {
    fake.on("validate", Replies.loginRequired(), Replies.json("{\"RESULT\":true}"));

    assertThat(gateway.verify().ok()).isFalse();
    assertThat(gateway.verify().ok()).isTrue();
  }
}
