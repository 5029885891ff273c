package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.gateway.MaintenanceResult.Outcome;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoetlRoundTest {

  private final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));
  private final ScriptedGateway fake = new ScriptedGateway();
  private final Gateway gateway =
      new Gateway(fake, time.runtime().build(), ScriptedGateway.ADDRESS, ScriptedGateway.API);

  @Test
  void maintain_whenReady_ticklesOnlyAndGivesFiveMembers() {
    fake.on("tickle", Replies.tickle(true, true, false));

    MaintenanceResult result = maintain();

    assertThat(fake.calls()).containsExactly("tickle");
    assertThat(result.outcome()).isEqualTo(Outcome.READY);
    assertThat(result.toJson())
        .isEqualTo(
            "{\"action\":\"noop\",\"before\":"
                + result.before().toJson()
                + ",\"after\":null,\"logout\":null,\"reauth\":null}");
  }

  @Test
  void maintain_whenCompeting_logsOutReauthenticatesAndTickles() {
    fake.on("tickle", Replies.tickle(true, true, true), Replies.tickle(true, true, false));

    MaintenanceResult result = maintain();

    assertThat(fake.calls()).containsExactly("tickle", "logout", "reauthenticate", "tickle");
    assertThat(result.action()).isEqualTo(MaintenanceAction.LOGOUT_THEN_REAUTH);
    assertThat(result.outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(time.slept()).isEqualTo(Duration.ZERO);
    JsonNode json = Json.readObject(result.toJson()).orElseThrow();
    assertThat(json.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("action", "before", "after", "logout", "reauth");
    assertThat(json.get("logout")).hasToString("{\"status_code\":200,\"data\":{\"status\":true}}");
    assertThat(json.get("reauth"))
        .hasToString("{\"status_code\":200,\"data\":{\"message\":\"triggered\"}}");
    assertThat(json.at("/before/competing").booleanValue()).isTrue();
    assertThat(json.at("/after/competing").booleanValue()).isFalse();
    assertThat(json.at("/after").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("ok", "authenticated", "connected", "competing", "session", "sso_expires");
  }

  @Test
  void maintain_whenNotConnected_logsOut() {
    fake.on("tickle", Replies.tickle(true, false, false));

    assertThat(maintain().outcome()).isEqualTo(Outcome.NOT_RESTORED);
    assertThat(fake.intrusions()).containsExactly("logout", "reauthenticate");
  }

  @Test
  void maintain_whenNotAuthenticated_reauthenticatesAndTickles() {
    fake.on("tickle", Replies.tickle(false, true, false), Replies.tickle(false, true, false));

    MaintenanceResult result = maintain();

    assertThat(fake.calls()).containsExactly("tickle", "reauthenticate", "tickle");
    assertThat(result.action()).isEqualTo(MaintenanceAction.REAUTH);
    assertThat(result.logout()).isEmpty();
    assertThat(result.reauth()).isPresent();
    assertThat(result.after()).isPresent();
    assertThat(result.outcome()).isEqualTo(Outcome.NOT_RESTORED);
  }

  @Test
  void maintain_whenNobodyIsLoggedIn_isAnErrorAsInThePlaybook() {
    fake.on("tickle", Replies.loginRequired());

    MaintenanceResult result = maintain();

    assertThat(result.action()).isEqualTo(MaintenanceAction.ERROR);
    assertThat(result.condition()).isEqualTo(GatewayCondition.LOGIN_REQUIRED);
    assertThat(result.toJson())
        .isEqualTo(
            "{\"action\":\"error\",\"before\":{\"ok\":false,\"status_code\":401,\"data\":\"\"},"
                + "\"after\":null,\"logout\":null,\"reauth\":null}");
  }

  @Test
  void maintain_whenTheAnswerHasNoSession_requiresALogin() {
    fake.on("tickle", Replies.json(Replies.tickleBody(false, true, false, false)));

    assertThat(maintain().action()).isEqualTo(MaintenanceAction.LOGIN_REQUIRED);
    assertThat(fake.intrusions()).isEmpty();
  }

  @Test
  void maintain_whenLogoutIsRefused_goesOnAsThePlaybookDoes() {
    fake.on("tickle", Replies.tickle(true, true, true)).on("logout", Replies.unavailable(500));

    assertThat(maintain().logout().orElseThrow().statusCode()).isEqualTo(500);
    assertThat(fake.calls()).containsExactly("tickle", "logout", "reauthenticate", "tickle");
  }

  @Test
  void maintain_whenACallGetsNoAnswer_makesNoFurtherOne() {
    fake.on("tickle", Replies.tickle(true, true, true)).on("logout", Replies.gatewayDown());

    MaintenanceResult result = maintain();

    assertThat(fake.calls()).containsExactly("tickle", "logout");
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(result.condition()).isEqualTo(GatewayCondition.GATEWAY_DOWN);
    assertThat(result.toJson()).contains("\"logout\":{\"status_code\":0,\"data\":null}");
  }

  @Test
  void maintain_whenReauthenticateGetsNoAnswer_makesNoFurtherCall() {
    fake.on("tickle", Replies.tickle(false, true, false))
        .on("reauthenticate", Replies.failed(GatewayCondition.UPSTREAM_DOWN, 0));

    assertThat(maintain().condition()).isEqualTo(GatewayCondition.UPSTREAM_DOWN);
    assertThat(fake.calls()).containsExactly("tickle", "reauthenticate");
  }

  @Test
  void maintain_whenTheAnswerAfterwardsIsNone_doesNotKnow() {
    fake.on("tickle", Replies.tickle(false, true, false), Replies.unavailable(503));

    MaintenanceResult result = maintain();

    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(result.action()).isEqualTo(MaintenanceAction.REAUTH);
  }

  @Test
  void maintain_whenCalledTwice_isNotHeldBack() {
    fake.on("tickle", Replies.tickle(false, true, false));

    maintain();
    maintain();

    assertThat(fake.count("reauthenticate")).isEqualTo(2);
  }

  @Test
  void maintain_whenAnswersHoldTheSessionId_blanksIt() {
    String body = "{\"note\":\"ended " + Replies.SESSION + "\",\"session\":\"short\"}";
    fake.on("tickle", Replies.tickle(true, true, true))
        .on("logout", Replies.json(body))
        .on("reauthenticate", Replies.json("text with " + Replies.SESSION));

    MaintenanceResult result = maintain();

    assertThat(result.toJson() + result + result.steps())
        .doesNotContain(Replies.SESSION)
        .doesNotContain("short")
        .contains("\"note\":\"ended ****\",\"session\":\"****\"")
        .contains("text with ****");
  }

  private MaintenanceResult maintain() {
    return gateway.maintain(MaintenancePolicy.NOETL);
  }
}
