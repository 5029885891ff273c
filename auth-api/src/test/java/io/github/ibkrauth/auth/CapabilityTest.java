package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityTest {

  @Test
  void of_always_isEqualByName() {
    assertThat(Capability.of("KEEP_ALIVE"))
        .isEqualTo(Capability.KEEP_ALIVE)
        .hasSameHashCodeAs(Capability.KEEP_ALIVE)
        .isNotEqualTo(Capability.SHAREABLE)
        .hasToString("KEEP_ALIVE");
    assertThat(Capability.of("MINE_2").name()).isEqualTo("MINE_2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "keep_alive", "KEEP-ALIVE", "2X", "_X"})
  void of_whenOfAnotherForm_isRefused(String name) {
    assertThatThrownBy(() -> Capability.of(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
