package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that is no client asks a gateway for: its certificate, and a session. */
class GatewayCertificateTest {

  private static final String SECTION = "auth.gateway-session.";

  @TempDir Path directory;
  private final IbkrSimulator simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start();
  private final SimulatedGateway gateway = simulator.gateway();

  @AfterEach
  void close() {
    simulator.close();
  }

  private AuthConfig config(String name, String value) {
    return AuthConfig.builder()
        .values("test", Map.of(SECTION + "base-url", gateway.baseUri().toString()))
        .values("test", Map.of(SECTION + name, value))
        .build();
  }

  @Test
  void trusted_whenTheFingerprintIsTheGateways_returnsItsCertificate() {
    assertThat(GatewayCertificate.trusted(config("certificate-fingerprint", gateway.fingerprint())))
        .contains(gateway.certificate());
  }

  @Test
  void trusted_whenTheGatewayShowsAnother_refuses() {
    AuthConfig config = config("state-directory", directory.toString());
    assertThat(GatewayCertificate.trusted(config)).contains(gateway.certificate());
    gateway.restartWithNewCertificate();

    assertThatThrownBy(() -> GatewayCertificate.trusted(config))
        .isInstanceOf(AuthTransportException.class)
        .hasMessageContaining(gateway.fingerprint());
  }

  @Test
  void trusted_whenTheUsualAuthoritiesJudge_returnsNone() {
    assertThat(GatewayCertificate.trusted(config("tls-trust", "system"))).isEmpty();
  }

  @Test
  void trusted_whenTheGatewayIsDown_saysSo() {
    AuthConfig config = config("certificate-fingerprint", gateway.fingerprint());
    gateway.stop();

    assertThatThrownBy(() -> GatewayCertificate.trusted(config))
        .isInstanceOf(AuthTransportException.class)
        .hasMessageContaining("takes no connections");
  }

  @Test
  void trusted_whenSettingsAreWrong_namesThem() {
    assertThatThrownBy(() -> GatewayCertificate.trusted(config("certificate-fingerprint", "AB")))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("certificate-fingerprint");
  }

  @Test
  void initialize_whenTheBrokerageSessionIsLost_opensItAndVerificationTellsPaper() {
    gateway.logIn();
    simulator.faults().brokerageResetNow();
    try (AuthRuntime runtime = AuthRuntime.system();
        Gateway opened =
            Gateway.open(config("certificate-fingerprint", gateway.fingerprint()), runtime)) {
      assertThat(opened.tickle().authenticated()).isFalse();

      AnswerView answer = opened.initialize(true);

      assertThat(answer.condition()).isEqualTo(GatewayCondition.ANSWERED);
      GatewayVerification verified = opened.verify();
      assertThat(verified.ok()).isTrue();
      assertThat(verified.paper()).contains(true);
    }
  }

  @Test
  void paper_whenNobodyIsLoggedIn_isNotKnown() {
    try (AuthRuntime runtime = AuthRuntime.system();
        Gateway opened =
            Gateway.open(config("certificate-fingerprint", gateway.fingerprint()), runtime)) {
      assertThat(opened.verify().paper()).isEmpty();
    }
  }
}
