package io.github.ibkrauth.auth.store.file;

import static io.github.ibkrauth.auth.store.file.Samples.FIRST_KEY;
import static io.github.ibkrauth.auth.store.file.Samples.KEY;
import static io.github.ibkrauth.auth.store.file.Samples.SECOND_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.store.StoreKey;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeysTest {

  private static final Secret VALUE = Secret.of("the-token-itself");

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @Test
  void open_whenAnOlderKeySealed_opens() {
    byte[] sealed = Samples.keys(FIRST_KEY).seal(KEY, VALUE);

    SealingKeys rotated = Samples.keys(SECOND_KEY, FIRST_KEY);

    assertThat(rotated.open(KEY, sealed)).isEqualTo(VALUE);
    assertThat(rotated.isNewest(sealed)).isFalse();
    assertThat(rotated.isNewest(rotated.seal(KEY, VALUE))).isTrue();
  }

  @Test
  void open_whenTheKeyIsGone_namesItAndThoseThatAreThere() {
    SealingKeys first = Samples.keys(FIRST_KEY);
    SealingKeys second = Samples.keys(SECOND_KEY);
    byte[] sealed = first.seal(KEY, VALUE);

    assertThatThrownBy(() -> second.open(KEY, sealed))
        .isInstanceOf(AuthProtocolException.class)
        .hasMessageContaining(first.keyIds().get(0))
        .hasMessageContaining(second.keyIds().get(0))
        .hasMessageContaining("store.older-keys")
        .hasMessageEndingWith("[SEALING_KEY_UNKNOWN]");
  }

  @Test
  void open_whenMovedToAnotherPlace_refuses() {
    SealingKeys keys = Samples.keys(FIRST_KEY);
    byte[] sealed = keys.seal(KEY, VALUE);
    StoreKey other = new StoreKey("oauth1a", "localhost-5000", "another");

    assertThatThrownBy(() -> keys.open(other, sealed)).isInstanceOf(AuthProtocolException.class);
  }

  @Test
  void keyIds_whenShown_tellNothingOfTheKeys() {
    SealingKeys keys = Samples.keys(FIRST_KEY);

    assertThat(keys.toString()).doesNotContain(FIRST_KEY.reveal());
    assertThat(keys.keyIds()).singleElement().asString().matches("k[0-9a-f]{16}");
  }

  @Test
  void keys_whenTheirFileIsRotated_takeEffectWithoutARestart() throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, "# made in March\n" + FIRST_KEY.reveal() + "\n");
    AuthConfig config = AuthConfig.builder().set("auth.store.key", "file:" + file).build();
    SealingKeys keys = SealingKeys.of(config.get(TokenStoreKeys.KEY), new Random(1));
    byte[] sealed = keys.seal(KEY, VALUE);

    Files.writeString(file, SECOND_KEY.reveal() + "\n\n" + FIRST_KEY.reveal());

    assertThat(keys.keyIds()).isEqualTo(Samples.keys(SECOND_KEY, FIRST_KEY).keyIds());
    assertThat(keys.open(KEY, sealed)).isEqualTo(VALUE);
    assertThat(Samples.keys(SECOND_KEY).open(KEY, keys.seal(KEY, VALUE))).isEqualTo(VALUE);
  }

  @Test
  void keys_whenTheyAreAnAesEntryOfAKeyStore_seal() throws Exception {
    char[] password = "change-it".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry(
        "sealing",
        new SecretKeySpec(Base64.getDecoder().decode(FIRST_KEY.reveal()), "AES"),
        password,
        null);
    Path file = folder.resolve("keys.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    Files.writeString(folder.resolve("password"), "change-it");
    AuthConfig config =
        AuthConfig.builder()
            .set(
                "auth.store.key",
                "keystore:" + file + "#sealing;password=file:" + folder.resolve("password"))
            .build();

    SealingKeys keys = SealingKeys.of(config.get(TokenStoreKeys.KEY), new Random(1));

    assertThat(Samples.keys(FIRST_KEY).open(KEY, keys.seal(KEY, VALUE))).isEqualTo(VALUE);
  }

  @Test
  void build_whenAKeyHasAnotherForm_saysWhichWithoutShowingIt() {
    SealingKeys.Builder wrong =
        SealingKeys.builder(new Random(1))
            .keys("ibkr.auth.store.key", Secret.of(FIRST_KEY.reveal() + "\nc2hvcnQ="));

    assertThatThrownBy(wrong::build)
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("ibkr.auth.store.key, key 2, has 5 bytes instead of 32")
        .hasMessageNotContaining("c2hvcnQ");
    assertThatThrownBy(() -> SealingKeys.of(Secret.of("#nothing"), new Random(1)))
        .hasMessageContaining("no sealing key");
  }

  @Test
  void keyEncryption_whenSealing_isAskedOnceAndKeepsTheDataKeySealed() {
    CountingKms kms = new CountingKms();
    SealingKeys keys = SealingKeys.builder(new Random(1)).keyEncryption(kms).build();
    byte[] first = keys.seal(KEY, VALUE);
    byte[] second = keys.seal(KEY, VALUE);
    assertThat(kms.calls).isEqualTo(1);

    SealingKeys afterRestart = SealingKeys.builder(new Random(2)).keyEncryption(kms).build();

    assertThat(afterRestart.open(KEY, first)).isEqualTo(VALUE);
    assertThat(afterRestart.open(KEY, second)).isEqualTo(VALUE);
    assertThat(kms.calls).as("one data key was met").isEqualTo(2);
    assertThat(new String(first, StandardCharsets.ISO_8859_1))
        .contains("kms-key-7")
        .doesNotContain(VALUE.reveal());
  }

  @Test
  void keyEncryption_whenAnyByteIsChanged_refuses() {
    SealingKeys keys = SealingKeys.builder(new Random(1)).keyEncryption(new CountingKms()).build();
    byte[] sealed = keys.seal(KEY, VALUE);

    for (int at = 0; at < sealed.length; at++) {
      byte[] bad = sealed.clone();
      bad[at] ^= 1;
      assertThatThrownBy(() -> keys.open(KEY, bad))
          .as("byte " + at)
          .isInstanceOf(AuthProtocolException.class);
      byte[] shorter = Arrays.copyOf(sealed, at);
      assertThatThrownBy(() -> keys.open(KEY, shorter)).isInstanceOf(AuthProtocolException.class);
    }
  }

  @Test
  void keyEncryption_whenItReplacesAKeyOfAFile_stillOpensThat() {
    byte[] sealed = Samples.keys(FIRST_KEY).seal(KEY, VALUE);

    SealingKeys keys =
        SealingKeys.builder(new Random(1))
            .keyEncryption(new CountingKms())
            .keys("the older key", FIRST_KEY)
            .build();

    assertThat(keys.open(KEY, sealed)).isEqualTo(VALUE);
    assertThat(keys.isNewest(sealed)).isFalse();
  }

  /** A service that knows its own. */
  private static final class CountingKms implements KeyEncryption {

    private int calls;

    @Override
    public String keyId() {
      return "kms-key-7";
    }

    @Override
    public byte[] wrap(byte[] dataKey) {
      calls++;
      return flipped(dataKey);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
      calls++;
      return flipped(wrapped);
    }

    private static byte[] flipped(byte[] bytes) {
      byte[] result = bytes.clone();
      for (int i = 0; i < result.length; i++) {
        result[i] ^= 0x5a;
      }
      return result;
    }
  }
}
