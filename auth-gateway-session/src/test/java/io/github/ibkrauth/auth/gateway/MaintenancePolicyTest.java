package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenancePolicyTest {

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 120", "3, 240", "4, 480", "5, 960", "6, 1800", "7, 1800", "99, 1800"})
  void delay_whenAttemptsGrow_doublesUpToHalfAnHour(int attempts, long seconds) {
    assertThat(MaintenancePolicy.OURS.delay(attempts)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(MaintenancePolicy.NOETL.delay(attempts)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void named_whenTheNameIsKnown_returnsThePolicy() {
    assertThat(MaintenancePolicy.named(" Ours ")).isSameAs(MaintenancePolicy.OURS);
    assertThat(MaintenancePolicy.named("NOETL")).isSameAs(MaintenancePolicy.NOETL);
    assertThat(MaintenancePolicy.NOETL.name()).isEqualTo("noetl");
    assertThat(MaintenancePolicy.OURS).hasToString("MaintenancePolicy(ours)");
  }

  @Test
  void named_whenTheNameIsUnknown_saysWhichThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaintenancePolicy.named("theirs"))
        .withMessage("There is no maintenance policy 'theirs': want ours or noetl.");
  }

  @Test
  void ours_whenNothingIsSet_isCareful() {
    MaintenancePolicy policy = MaintenancePolicy.OURS;

    assertThat(policy.compete()).isFalse();
    assertThat(policy.logout()).isFalse();
    assertThat(policy.reauthenticate()).isTrue();
    assertThat(policy.polls()).isEqualTo(120);
    assertThat(policy.takeovers()).isEqualTo(5);
    assertThat(policy.pollInterval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void build_whenTheBuilderChangesLater_keepsItsOwn() {
    MaintenancePolicy.Builder builder =
        MaintenancePolicy.ours().delays(Duration.ofSeconds(5), Duration.ofSeconds(12));
    MaintenancePolicy policy = builder.build();
    builder.compete(true).polls(1).takeovers(1);

    assertThat(policy.compete()).isFalse();
    assertThat(policy.polls()).isEqualTo(120);
    assertThat(policy.delay(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.delay(3)).isEqualTo(Duration.ofSeconds(12));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 121})
  void polls_whenOutOfBounds_areRefused(int polls) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaintenancePolicy.ours().polls(polls))
        .withMessageContaining("1 to 120");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void takeovers_whenOutOfBounds_areRefused(int takeovers) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaintenancePolicy.ours().takeovers(takeovers))
        .withMessageContaining("1 to 100");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT1M", "PT1M, PT59S", "PT1M, P2D", "PT-1S, PT1S"})
  void delays_whenOutOfBounds_areRefused(Duration first, Duration longest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaintenancePolicy.ours().delays(first, longest))
        .withMessageContaining("first delay");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.5S", "PT61S"})
  void pollInterval_whenOutOfBounds_isRefused(Duration interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaintenancePolicy.ours().pollInterval(interval))
        .withMessageContaining("1 s to 1 min");
  }
}
