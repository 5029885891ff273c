package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.gateway.MaintenanceResult.Outcome;
import io.github.ibkrauth.auth.gateway.MaintenanceStep.Rung;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTest {

  private static final GatewayReply READY = Replies.tickle(true, true, false);
  private static final GatewayReply UNAUTHENTICATED = Replies.tickle(false, true, false);
  private static final GatewayReply COMPETING = Replies.tickle(false, true, true);
  private static final GatewayReply DISCONNECTED = Replies.tickle(false, false, false);

  private final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));
  private final ScriptedGateway fake = new ScriptedGateway();
  private final Gateway gateway =
      new Gateway(fake, time.runtime().build(), ScriptedGateway.ADDRESS, ScriptedGateway.API);
  private final List<MaintenanceStep> heard = new ArrayList<>();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void maintain_whenReady_ticklesOnly() {
    fake.on("tickle", READY);

    MaintenanceResult result = maintain(MaintenancePolicy.OURS);

    assertThat(result.outcome()).isEqualTo(Outcome.READY);
    assertThat(result.action()).isEqualTo(MaintenanceAction.NOOP);
    assertThat(fake.calls()).containsExactly("tickle");
  }

  @Test
  void maintain_whenUnauthenticated_initializesAndPollsUntilReady() {
    fake.on("tickle", UNAUTHENTICATED, READY)
        .on(
            "status",
            Replies.status(false, true, false),
            Replies.status(false, true, false),
            Replies.status(true, true, false));

    MaintenanceResult result = maintain(MaintenancePolicy.OURS);

    assertThat(fake.calls())
        .containsExactly("tickle", "init", "status", "status", "status", "tickle");
    assertThat(result.outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(result.action()).isEqualTo(MaintenanceAction.REAUTH);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(2));
    assertThat(heard)
        .extracting(MaintenanceStep::rung)
        .containsExactly(Rung.TICKLE, Rung.INITIALIZE, Rung.POLL, Rung.TICKLE);
    assertThat(result.steps()).isEqualTo(heard);
  }

  @Test
  void maintain_whenInitializingIsQuick_waitsASecondBetweenTickles() {
    fake.on("tickle", UNAUTHENTICATED, READY).on("status", Replies.status(true, true, false));

    maintain(MaintenancePolicy.OURS);

    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void maintain_whenInitializingDoesNotHelp_reauthenticatesAndPollsAgain() {
    fake.on("tickle", UNAUTHENTICATED, READY)
        .on("status", () -> Replies.status(fake.count("reauthenticate") > 0, true, false));

    MaintenanceResult result = maintain(MaintenancePolicy.OURS);

    assertThat(fake.intrusions()).containsExactly("init", "reauthenticate");
    assertThat(fake.count("status")).isEqualTo(121);
    assertThat(result.outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(119));
    assertThat(result.toJson())
        .contains("\"reauth\":{\"status_code\":200,\"data\":{\"message\":\"triggered\"}}");
  }

  @Test
  void maintain_whenNothingHelps_endsAfterAllPollsWithALogin() {
    fake.on("tickle", UNAUTHENTICATED).on("status", Replies.status(false, true, false));

    MaintenanceResult result = maintain(MaintenancePolicy.ours().logout(true).build());

    assertThat(fake.intrusions()).containsExactly("init", "reauthenticate");
    assertThat(fake.count("status")).isEqualTo(240);
    assertThat(result.outcome()).isEqualTo(Outcome.LOGIN_REQUIRED);
    assertThat(result.action()).isEqualTo(MaintenanceAction.LOGIN_REQUIRED);
    assertThat(heard).last().extracting(MaintenanceStep::rung).isEqualTo(Rung.LOGIN_REQUIRED);
  }

  @Test
  void maintain_whenReauthenticateIsOff_doesWithout() {
    fake.on("tickle", UNAUTHENTICATED).on("status", Replies.status(false, true, false));

    maintain(MaintenancePolicy.ours().reauthenticate(false).polls(3).build());

    assertThat(fake.intrusions()).containsExactly("init");
    assertThat(fake.count("status")).isEqualTo(3);
  }

  @Test
  void maintain_whenPollsAreFartherApart_waitsThatLong() {
    fake.on("tickle", UNAUTHENTICATED)
        .on("status", Replies.status(false, true, false), Replies.status(true, true, false));

    maintain(MaintenancePolicy.ours().pollInterval(Duration.ofSeconds(7)).build());

    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void maintain_whenDisconnectedAndLogoutIsAllowed_logsOutAndTriesAgain() {
    fake.on("tickle", DISCONNECTED, READY)
        .on(
            "status",
            () ->
                fake.count("logout") > 0
                    ? Replies.status(true, true, false)
                    : Replies.status(false, false, false));

    MaintenanceResult result = maintain(MaintenancePolicy.ours().logout(true).polls(2).build());

    assertThat(fake.intrusions()).containsExactly("init", "reauthenticate", "logout", "init");
    assertThat(result.action()).isEqualTo(MaintenanceAction.LOGOUT_THEN_REAUTH);
    assertThat(result.outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(result.logout()).isPresent();
  }

  @Test
  void maintain_whenDisconnectedAndLogoutIsNotAllowed_asksForALogin() {
    fake.on("tickle", DISCONNECTED).on("status", Replies.status(false, false, false));

    MaintenanceResult result = maintain(MaintenancePolicy.ours().polls(2).build());

    assertThat(fake.count("logout")).isZero();
    assertThat(result.outcome()).isEqualTo(Outcome.LOGIN_REQUIRED);
  }

  @Test
  void maintain_whenTheLogoutEndsTheLogin_asksForALogin() {
    fake.on("tickle", DISCONNECTED, Replies.loginRequired())
        .on(
            "status",
            () ->
                fake.count("logout") > 0
                    ? Replies.loginRequired()
                    : Replies.status(false, false, false));

    MaintenanceResult result = maintain(MaintenancePolicy.ours().logout(true).polls(1).build());

    assertThat(result.outcome()).isEqualTo(Outcome.LOGIN_REQUIRED);
    assertThat(result.condition()).isEqualTo(GatewayCondition.LOGIN_REQUIRED);
    assertThat(result.sentence()).isEqualTo("It is LOGIN_REQUIRED.");
  }

  @Test
  void maintain_whenAnotherLoginCompetes_leavesTheSessionThere() {
    fake.on("tickle", COMPETING).on("status", Replies.status(false, true, true));

    MaintenanceResult result = maintain(MaintenancePolicy.ours().logout(true).build());

    assertThat(fake.calls()).containsExactly("tickle", "init", "status", "tickle");
    assertThat(result.outcome()).isEqualTo(Outcome.COMPETING);
    assertThat(result.sentence()).contains("second user name");
  }

  @Test
  void maintain_whenItMayCompete_takesTheSession() {
    fake.on("tickle", COMPETING, READY)
        .on("status", Replies.status(false, true, true), Replies.status(true, true, false));

    MaintenanceResult result = maintain(MaintenancePolicy.ours().compete(true).build());

    assertThat(fake.intrusions()).containsExactly("init compete");
    assertThat(result.outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void maintain_whenTheRivalKeepsTheSession_saysSo() {
    fake.on("tickle", COMPETING).on("status", Replies.status(false, true, true));

    MaintenanceResult result =
        maintain(MaintenancePolicy.ours().compete(true).logout(true).polls(1).build());

    assertThat(fake.intrusions())
        .containsExactly(
            "init compete", "reauthenticate", "logout", "init compete", "reauthenticate");
    assertThat(result.outcome()).isEqualTo(Outcome.COMPETING);
  }

  @ParameterizedTest
  @EnumSource(
      value = GatewayCondition.class,
      names = {"ANSWERED", "LOGIN_REQUIRED"},
      mode = EnumSource.Mode.EXCLUDE)
  void maintain_whenTheTickleFails_doesNothing(GatewayCondition condition) {
    fake.on("tickle", Replies.failed(condition, 0));

    MaintenanceResult result =
        maintain(MaintenancePolicy.ours().compete(true).logout(true).build());

    assertThat(fake.calls()).containsExactly("tickle");
    assertThat(result.action()).isEqualTo(MaintenanceAction.ERROR);
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(result.condition()).isEqualTo(condition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"init", "status", "reauthenticate", "logout"})
  void maintain_whenTheGatewayGoesDownOnTheWay_stopsThere(String call) {
    fake.on("tickle", DISCONNECTED)
        .on("status", Replies.status(false, false, false))
        .on(call, Replies.gatewayDown());

    MaintenanceResult result = maintain(MaintenancePolicy.ours().logout(true).polls(1).build());

    assertThat(fake.calls()).last().isEqualTo(call);
    assertThat(fake.count(call)).isEqualTo(1);
    assertThat(result.action()).isEqualTo(MaintenanceAction.ERROR);
    assertThat(result.condition()).isEqualTo(GatewayCondition.GATEWAY_DOWN);
    assertThat(result.after()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {410, 500, 503})
  void maintain_whenInitializingIsUnavailable_fallsBackToReauthenticate(int status) {
    fake.on("tickle", UNAUTHENTICATED, READY)
        .on("init", Replies.unavailable(status))
        .on("status", () -> Replies.status(fake.count("reauthenticate") > 0, true, false));

    MaintenanceResult result = maintain(MaintenancePolicy.OURS);

    assertThat(fake.calls())
        .containsExactly("tickle", "init", "status", "reauthenticate", "status", "tickle");
    assertThat(result.outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void maintain_whenTheBrokerCannotOpenTheSession_neitherLogsOutNorAsksForALogin() {
    fake.on("tickle", DISCONNECTED)
        .on("init", Replies.unavailable(500))
        .on("status", Replies.status(false, false, false));

    MaintenanceResult result = maintain(MaintenancePolicy.ours().logout(true).build());

    assertThat(fake.count("logout")).isZero();
    assertThat(result.action()).isEqualTo(MaintenanceAction.ERROR);
    assertThat(result.condition()).isEqualTo(GatewayCondition.UNAVAILABLE);
  }

  @Test
  void maintain_whenThereAreTooManyRequests_stopsAtOnce() {
    fake.on("tickle", UNAUTHENTICATED).on("status", Replies.unavailable(429));

    MaintenanceResult result = maintain(MaintenancePolicy.OURS);

    assertThat(fake.calls()).containsExactly("tickle", "init", "status");
    assertThat(result.condition()).isEqualTo(GatewayCondition.UNAVAILABLE);
  }

  @Test
  void maintain_whenTheStatusReelsForAMoment_goesOnPolling() {
    fake.on("tickle", UNAUTHENTICATED, READY)
        .on("status", Replies.unavailable(503), Replies.status(true, true, false));

    assertThat(maintain(MaintenancePolicy.OURS).outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void maintain_whenTheStatusStaysUnavailable_doesNotKnow() {
    fake.on("tickle", UNAUTHENTICATED).on("status", Replies.unavailable(503));

    MaintenanceResult result = maintain(MaintenancePolicy.ours().polls(3).build());

    assertThat(fake.intrusions()).containsExactly("init");
    assertThat(result.condition()).isEqualTo(GatewayCondition.UNAVAILABLE);
  }

  @Test
  void maintain_whenStatusAndTickleDisagree_asksForAnotherLook() {
    fake.on("tickle", UNAUTHENTICATED).on("status", Replies.status(true, true, false));

    MaintenanceResult result = maintain(MaintenancePolicy.OURS);

    assertThat(result.outcome()).isEqualTo(Outcome.NOT_RESTORED);
    assertThat(result.action()).isEqualTo(MaintenanceAction.REAUTH);
  }

  @Test
  void maintain_whenTheThreadIsInterruptedBetweenLooks_endsAndStaysInterrupted() {
    fake.on("tickle", UNAUTHENTICATED)
        .on(
            "status",
            () -> {
              Thread.currentThread().interrupt();
              return Replies.status(false, true, false);
            });

    MaintenanceResult result = maintain(MaintenancePolicy.OURS);

    assertThat(result.condition()).isEqualTo(GatewayCondition.INTERRUPTED);
    assertThat(fake.count("status")).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void maintain_whenRepeated_isHeldBackLongerEachTime() {
    fake.on("tickle", UNAUTHENTICATED).on("status", Replies.status(false, true, false));
    MaintenancePolicy policy = MaintenancePolicy.ours().polls(1).reauthenticate(false).build();
    List<Long> gaps = new ArrayList<>();
    Instant last = null;
    for (int i = 0; i < 24 * 60; i++) {
      long before = fake.count("init");
      MaintenanceResult result = maintain(policy);
      if (fake.count("init") > before) {
        if (last != null) {
          gaps.add(Duration.between(last, time.instant()).toSeconds());
        }
        last = time.instant();
      } else {
        assertThat(result.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(result.action()).isEqualTo(MaintenanceAction.REAUTH);
        assertThat(result.heldUntil().orElseThrow()).isAfter(time.instant());
        assertThat(result.toJson()).contains("\"outcome\":\"held_back\"", "\"held_until\":\"2026");
      }
      time.advance(Duration.ofSeconds(10));
    }

    assertThat(gaps.get(0)).isBetween(60L, 72L);
    assertThat(gaps.get(1)).isBetween(120L, 132L);
    assertThat(gaps.get(2)).isBetween(240L, 252L);
    assertThat(gaps.get(3)).isBetween(480L, 492L);
    assertThat(gaps.get(4)).isBetween(960L, 972L);
    assertThat(gaps.subList(5, gaps.size()))
        .isNotEmpty()
        .allSatisfy(gap -> assertThat(gap).isBetween(1_800L, 1_812L));
  }

  @Test
  void maintain_whenTheClockWasSetBack_isNotHeldBackUntilTheOldTime() {
    fake.on("tickle", UNAUTHENTICATED).on("status", Replies.status(false, true, false));
    MaintenancePolicy policy = MaintenancePolicy.ours().polls(1).build();
    maintain(policy);
    time.jumpBack(Duration.ofDays(3));

    assertThat(maintain(policy).outcome()).isEqualTo(Outcome.HELD_BACK);
    time.advance(Duration.ofSeconds(61));
    assertThat(maintain(policy).outcome()).isEqualTo(Outcome.LOGIN_REQUIRED);
  }

  @Test
  void maintain_whenTheSessionWasReadyForLong_startsCountingAgain() {
    fake.on("tickle", UNAUTHENTICATED).on("status", Replies.status(false, true, false));
    MaintenancePolicy policy = MaintenancePolicy.ours().polls(1).build();
    for (int i = 0; i < 3; i++) {
      maintain(policy);
      time.advance(Duration.ofMinutes(31));
    }
    fake.on("tickle", READY);
    maintain(policy);
    time.advance(Duration.ofMinutes(61));
    maintain(policy);
    fake.on("tickle", UNAUTHENTICATED);
    maintain(policy);
    time.advance(Duration.ofSeconds(61));
    long before = fake.count("init");

    maintain(policy);

    assertThat(fake.count("init")).isEqualTo(before + 1);
  }

  @Test
  void toJson_whenOurs_namesOutcomeAndSteps() {
    fake.on("tickle", UNAUTHENTICATED, READY).on("status", Replies.status(true, true, false));

    MaintenanceResult result = maintain(MaintenancePolicy.OURS);
    JsonNode json = Json.readObject(result.toJson()).orElseThrow();

    assertThat(json.get("action").textValue()).isEqualTo("reauth");
    assertThat(json.get("outcome").textValue()).isEqualTo("restored");
    assertThat(json.get("condition").textValue()).isEqualTo("answered");
    assertThat(json.at("/steps/1/rung").textValue()).isEqualTo("initialize");
    assertThat(json.at("/steps/1/status_code").intValue()).isEqualTo(200);
    assertThat(json.at("/steps/0/time").textValue()).isEqualTo("2026-01-05T12:00:00Z");
    assertThat(result.toJson() + result + result.steps()).doesNotContain(Replies.SESSION);
  }

  private MaintenanceResult maintain(MaintenancePolicy policy) {
    return gateway.maintain(policy, heard::add);
  }
}
