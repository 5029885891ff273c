package io.github.ibkrauth.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealerTest {

  private static final StoreKey KEY = new StoreKey("some-strategy", "paper", "1a2b3c4d");
  private static final Secret TOKEN = Secret.of("a token, grüßend");

  private final SecretSealer sealer = sealer("k1", 1);

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a token, grüßend"})
  void open_whatWasSealed_givesItBack(String token) {
    assertThat(sealer.open(KEY, sealer.seal(KEY, Secret.of(token))).reveal()).isEqualTo(token);
  }

  @Test
  void seal_always_hidesTheTokenUnderAnotherNonce() {
    byte[] first = sealer.seal(KEY, TOKEN);
    byte[] second = sealer.seal(KEY, TOKEN);

    assertThat(first).isNotEqualTo(second);
    assertThat(new String(first, StandardCharsets.ISO_8859_1))
        .contains("k1")
        .doesNotContain("token");
  }

  @Test
  void open_whenAnyByteWasChanged_refuses() {
    byte[] sealed = sealer.seal(KEY, TOKEN);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> sealer.open(KEY, changed))
          .as("byte " + i)
          .isInstanceOf(AuthProtocolException.class);
    }
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> sealer.open(KEY, cut))
          .as("cut to " + length)
          .isInstanceOf(AuthProtocolException.class);
    }
  }

  @Test
  void open_withAnotherKeyOrForAnotherHolder_refuses() {
    byte[] sealed = sealer.seal(KEY, TOKEN);

    assertThatThrownBy(() -> sealer("k1", 2).open(KEY, sealed))
        .isInstanceOf(AuthProtocolException.class)
        .hasMessageContaining("does not open");
    assertThatThrownBy(() -> sealer("k2", 1).open(KEY, sealed))
        .isInstanceOf(AuthProtocolException.class)
        .hasMessageContaining("another key");
    assertThatThrownBy(() -> sealer.open(new StoreKey("some-strategy", "live", "1a2b3c4d"), sealed))
        .isInstanceOf(AuthProtocolException.class)
        .hasMessageContaining("moved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64 at all!", "c2hvcnQ=", ""})
  void aesGcm_whenTheKeyHasAnotherForm_refusesWithoutQuotingIt(String key) {
    assertThatThrownBy(() -> SecretSealer.aesGcm("k1", Secret.of(key), new SecureRandom()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sealing key")
        .hasMessageNotContaining("c2hvcnQ")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k_1", "k 1", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"})
  void aesGcm_whenTheKeyIdHasAnotherForm_refuses(String id) {
    assertThatThrownBy(() -> sealer(id, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SecretSealer sealer(String id, int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return SecretSealer.aesGcm(
        id, Secret.of(Base64.getEncoder().encodeToString(key)), new SecureRandom());
  }
}
