package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that stand elsewhere: chained, in key stores, in mounted directories. */
class ReferencesTest {

  private static final ConfigKey<Secret> TOKEN = ConfigKey.secret("some.token");
  private static final ConfigKey<Duration> WAIT = ConfigKey.duration("some.wait");

  @TempDir Path folder;

  private AuthConfig config(String value, Map<String, String> environment) {
    return AuthConfig.builder().set("auth.some.token", value).environment(environment).build();
  }

  private Path store() throws Exception {
    char[] password = "planted-password".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setEntry(
        "token",
        new KeyStore.SecretKeyEntry(
            SecretKeyFactory.getInstance("PBE")
                .generateSecret(new PBEKeySpec("planted-token".toCharArray()))),
        new KeyStore.PasswordProtection(password));
    Path file = folder.resolve("store.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    return file;
  }

  @Test
  void reference_whenItLeadsToAnother_isFollowed() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "value\n");
    AuthConfig config = config("env:PLACE", Map.of("PLACE", "file:" + file));

    assertThat(config.get(TOKEN).reveal()).isEqualTo("value");
    assertThat(config.reference(TOKEN)).contains("env:PLACE");
  }

  @Test
  void reference_whenItLeadsInACircle_isRefusedByName() {
    AuthConfig config = config("env:A", Map.of("A", "env:B", "B", "env:A"));

    assertThatThrownBy(() -> config.get(TOKEN).reveal())
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining(
            "auth.some.token refers in a circle: env:A, then env:B, then env:A again");
  }

  @Test
  void keyStore_whenItsPasswordStandsElsewhere_givesTheEntry() throws Exception {
    AuthConfig config =
        config(
            "keystore:" + store() + "#token;password=env:STORE",
            Map.of("STORE", "planted-password"));

    assertThat(config.get(TOKEN).reveal()).isEqualTo("planted-token");
  }

  @Test
  void keyStore_whenPasswordOrEntryAreWrong_saysWhich() throws Exception {
    String reference = "keystore:" + store() + "#%s;password=env:STORE";

    assertThatThrownBy(
            () -> config(reference.formatted("token"), Map.of("STORE", "x")).get(TOKEN).reveal())
        .hasMessageContaining("which cannot be opened")
        .hasMessageNotContaining("planted");
    assertThatThrownBy(
            () ->
                config(reference.formatted("tokn"), Map.of("STORE", "planted-password"))
                    .get(TOKEN)
                    .reveal())
        .hasMessageContaining("has no key under the name tokn; it holds token.")
        .hasMessageNotContaining("planted");
  }

  @Test
  void directory_whenASecretIsRotated_givesTheNewOne() throws Exception {
    Files.writeString(folder.resolve("auth.some.token"), "old\n");
    Files.writeString(folder.resolve("auth_some_wait"), "5s\n");
    Files.writeString(folder.resolve("of-somebody-else"), "x");
    AuthConfig config = AuthConfig.builder().directory(folder).build();
    Secret secret = config.get(TOKEN);

    assertThat(secret.reveal()).isEqualTo("old");
    Files.writeString(folder.resolve("auth.some.token"), "new\n");

    assertThat(secret.reveal()).isEqualTo("new");
    assertThat(config.get(WAIT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.origin(TOKEN)).contains("file " + folder.resolve("auth.some.token"));
    assertThat(config.unknownBelow("some", Set.of(TOKEN, WAIT))).isEmpty();
    assertThat(config.unknownBelow("some", Set.of(WAIT))).containsExactly("auth.some.token");
  }

  @Test
  void directory_whenTheEnvironmentSetsTheSame_losesToIt() throws Exception {
    Files.writeString(folder.resolve("AUTH_SOME_TOKEN"), "mounted");
    AuthConfig config =
        AuthConfig.builder()
            .directory(folder)
            .environment(Map.of("AUTH_SOME_TOKEN", "exported"))
            .build();

    assertThat(config.get(TOKEN).reveal()).isEqualTo("exported");
  }
}
