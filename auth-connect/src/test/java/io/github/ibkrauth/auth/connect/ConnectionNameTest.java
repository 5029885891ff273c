package io.github.ibkrauth.auth.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionNameTest {

  private static final ConfigKey<String> NAME = ConfigKey.text("x.name");

  @TempDir Path folder;

  @Test
  void of_whenIdsLookAlike_givesEachAnotherName() {
    List<String> ids =
        List.of("ann", "Ann", " ann", "ann ", "a+nn", "a nn", "a%2Bnn", "a%20nn", "änn", "a\nnn");
    Set<String> names = new HashSet<>();
    ids.forEach(id -> names.add(ConnectionName.of(id)));

    assertThat(names).hasSameSizeAs(ids).contains("ann");
  }

  @Test
  void of_whenTheIdLooksLikeAReference_isReadAsWhatItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "must not be read");
    for (String id : List.of("file:" + file, "env:HOME", "keystore:" + file + "#x", " x ")) {
      String name = ConnectionName.of(id);
      AuthConfig config = AuthConfig.builder().set("auth.x.name", name).build();

      assertThat(config.reference(NAME)).as(id).isEmpty();
      assertThat(config.get(NAME)).isEqualTo(name);
    }
  }

  @Test
  void of_whenItCannotBeAnId_refusesIt() {
    for (String id : List.of("", " \t", "x".repeat(129), "half\uD83D")) {
      assertThatThrownBy(() -> ConnectionName.of(id)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ConnectionName.of("x".repeat(128))).hasSize(128);
  }
}
