package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.gateway.MaintenanceResult.Outcome;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maintenance over HTTPS, at a simulated gateway before a simulated broker. */
class SimulatedMaintenanceTest {

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  private final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));
  private final AuthRuntime runtime = time.runtime().build();
  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final SimulatedGateway simulated = simulator.gateway();
  private final Gateway gateway = Gateway.open(config("10s"), runtime);

  @BeforeEach
  void logIn() {
    simulated.logIn();
  }

  @AfterEach
  void close() {
    gateway.close();
    runtime.close();
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours", "noetl"})
  void maintain_whenLoggedIn_findsTheSessionReady(String policy) {
    MaintenanceResult result = gateway.maintain(MaintenancePolicy.named(policy));

    assertThat(result.action()).isEqualTo(MaintenanceAction.NOOP);
    assertThat(result.before().sessionFingerprint()).isPresent();
    assertThat(result.before().ssoExpires()).hasValueSatisfying(d -> assertThat(d).isPositive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours", "noetl"})
  void maintain_whenTheBrokerageSessionWasReset_restoresIt(String policy) {
    simulator.faults().brokerageResetNow();

    MaintenanceResult result = gateway.maintain(MaintenancePolicy.named(policy));

    assertThat(result.before().ready()).isFalse();
    assertThat(result.outcome()).isIn(Outcome.RESTORED, Outcome.NOT_RESTORED);
    assertThat(gateway.maintain(MaintenancePolicy.OURS).outcome()).isEqualTo(Outcome.READY);
    assertThat(gateway.verify().ok()).isTrue();
    assertThat(simulated.logins()).isEqualTo(1);
  }

  @Test
  void maintain_whenAnotherLoginCompetes_takesTheSessionOnlyIfAllowed() {
    simulator.faults().competingLoginNow();

    assertThat(gateway.maintain(MaintenancePolicy.OURS).outcome()).isEqualTo(Outcome.COMPETING);
    assertThat(gateway.status().competing()).isTrue();
    assertThat(gateway.verify().sentence()).contains("Another login");
    time.advance(Duration.ofMinutes(2));
    MaintenanceResult taken = gateway.maintain(MaintenancePolicy.ours().compete(true).build());

    assertThat(taken.outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(simulated.logouts()).isZero();
    assertThat(simulated.reauthentications()).isZero();
  }

  @Test
  void maintain_whenNoetlFindsARival_makesNoetlsCalls() {
    simulator.faults().competingLoginNow();

    MaintenanceResult result = gateway.maintain(MaintenancePolicy.NOETL);

    assertThat(result.action()).isEqualTo(MaintenanceAction.LOGOUT_THEN_REAUTH);
    assertThat(simulated.logouts()).isEqualTo(1);
    assertThat(simulated.reauthentications()).isEqualTo(1);
    assertThat(result.logout().orElseThrow().statusCode()).isEqualTo(200);
    assertThat(result.reauth().orElseThrow().toJson()).contains("triggered");
    assertThat(result.after()).isPresent();
  }

  @Test
  void maintain_whenTheLoginIsGone_saysThatAHumanMustLogIn() {
    simulator.faults().endGatewayLoginsNow();

    MaintenanceResult ours = gateway.maintain(MaintenancePolicy.OURS);

    assertThat(ours.outcome()).isEqualTo(Outcome.LOGIN_REQUIRED);
    assertThat(ours.condition()).isEqualTo(GatewayCondition.LOGIN_REQUIRED);
    assertThat(ours.sentence()).contains("/sso/Login");
    assertThat(gateway.loginPage()).isEqualTo(simulated.loginUri());
    assertThat(gateway.maintain(MaintenancePolicy.NOETL).action())
        .isEqualTo(MaintenanceAction.ERROR);
    simulated.logIn();
    assertThat(gateway.maintain(MaintenancePolicy.OURS).outcome()).isEqualTo(Outcome.READY);
  }

  /** What can be wrong without the login being gone. */
  private enum Trouble {
    GATEWAY_DOWN,
    UPSTREAM_DOWN,
    ACCESS_DENIED,
    UNAVAILABLE,
    CERTIFICATE_REFUSED
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void maintain_whenThereIsTrouble_namesItAndDoesNothing(Trouble trouble) {
    MaintenancePolicy everything = MaintenancePolicy.ours().compete(true).logout(true).build();
    try (Gateway hasty = Gateway.open(config("400ms"), runtime)) {
      switch (trouble) {
        case GATEWAY_DOWN -> simulated.stop();
        case UPSTREAM_DOWN -> simulated.upstreamDown(true);
        case ACCESS_DENIED -> simulated.denyCaller(true);
        case UNAVAILABLE -> simulator.faults().on("*", "/**").always().status(503);
        case CERTIFICATE_REFUSED -> simulated.restartWithNewCertificate();
      }
      for (MaintenancePolicy policy :
          new MaintenancePolicy[] {everything, MaintenancePolicy.NOETL}) {
        MaintenanceResult result = hasty.maintain(policy);

        assertThat(result.action()).isEqualTo(MaintenanceAction.ERROR);
        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.condition()).isEqualTo(GatewayCondition.valueOf(trouble.name()));
      }
      GatewayVerification verification = hasty.verify();
      assertThat(verification.ok()).isFalse();
      assertThat(verification.condition()).isEqualTo(GatewayCondition.valueOf(trouble.name()));
      assertThat(verification.sentence()).endsWith(".");
    }
    assertThat(simulated.logouts()).isZero();
    assertThat(simulated.reauthentications()).isZero();
  }

  @Test
  void verify_whenLoggedIn_isOkAndShowsNoSession() {
    simulator.requests().clear();

    GatewayVerification verification = gateway.verify();

    assertThat(verification.ok()).as(verification.toJson()).isTrue();
    assertThat(verification.toJson())
        .contains("\"gateway_url\":\"" + simulated.baseUri() + "\"")
        .contains("\"base_url\":\"" + simulated.baseUri() + "/v1/api\"")
        .doesNotContainPattern("[0-9a-f]{32}");
    assertThat(simulator.requests().count("GET", "/v1/api/sso/validate")).isEqualTo(1);
  }

  @Test
  void logout_whenLoggedIn_endsTheLogin() {
    AnswerView answer = gateway.logout();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(simulated.isLoggedIn()).isFalse();
    assertThat(gateway.tickle().condition()).isEqualTo(GatewayCondition.LOGIN_REQUIRED);
  }

  @Test
  void watch_whenTheSessionIsResetMeanwhile_restoresIt() {
    try (MaintenanceWatch watch =
        gateway.watch(MaintenancePolicy.OURS, Duration.ofSeconds(60), result -> {})) {
      time.advance(Duration.ofMinutes(2));
      simulator.faults().brokerageResetNow();
      time.advance(Duration.ofMinutes(1));

      assertThat(watch.last().orElseThrow().outcome()).isEqualTo(Outcome.RESTORED);
    }
  }

  @Test
  void open_whenTheAddressIsMalformed_refuses() {
    Map<String, String> settings = new LinkedHashMap<>(settings());
    settings.put("ibkr.auth.gateway-session.base-url", "https://localhost:5000/somewhere");

    assertThatThrownBy(() -> Gateway.open(read(settings), runtime))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("base-url");
  }

  private AuthConfig config(String probeTimeout) {
    Map<String, String> settings = new LinkedHashMap<>(settings());
    settings.put("ibkr.auth.gateway-session.probe-timeout", probeTimeout);
    return read(settings);
  }

  private Map<String, String> settings() {
    return simulator.configuration("gateway-session");
  }

  private static AuthConfig read(Map<String, String> settings) {
    return AuthConfig.builder().prefix("ibkr.auth").values("simulator", settings).build();
  }
}
