package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void toString_always_showsAFingerprintOnly() {
    Secret secret = Secret.of("hunter2");

    assertThat(secret.toString()).matches("Secret\\(\\*{4}, fp:[0-9a-f]{8}\\)");
    assertThat(secret.toString()).contains(secret.fingerprint()).doesNotContain("hunter2");
    assertThat(secret.reveal()).isEqualTo("hunter2");
  }

  @Test
  void fingerprint_always_tellsValuesApartWithoutBeingAPlainHash() {
    assertThat(Secret.of("a").fingerprint()).isEqualTo(Secret.of("a").fingerprint());
    assertThat(Secret.of("a").fingerprint()).isNotEqualTo(Secret.of("b").fingerprint());
    // SHA-256 of "a" begins with ca978112.
    assertThat(Secret.of("a").fingerprint()).isNotEqualTo("ca978112");
  }

  @Test
  void equals_always_comparesValues() {
    assertThat(Secret.of("a"))
        .isEqualTo(Secret.from(() -> "a"))
        .hasSameHashCodeAs(Secret.from(() -> "a"))
        .isNotEqualTo(Secret.of("b"))
        .isNotEqualTo("a")
        .isNotEqualTo(null);
  }

  @Test
  void from_always_asksTheSourceEachTime() {
    Deque<String> values = new ArrayDeque<>(List.of("a", "b"));
    Secret secret = Secret.from(values::remove);

    assertThat(secret.reveal()).isEqualTo("a");
    assertThat(secret.reveal()).isEqualTo("b");
  }

  @Test
  void toString_whenTheSourceFails_showsNothing() {
    Secret secret =
        Secret.from(
            () -> {
              throw new IllegalStateException("hunter2");
            });

    assertThat(secret.toString()).isEqualTo("Secret(****)");
    assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void reveal_whenTheSourceGivesNull_saysSo() {
    assertThatThrownBy(() -> Secret.from(() -> null).reveal())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("gave null");
  }
}
