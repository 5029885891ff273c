package io.github.ibkrauth.auth.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSpecTest {

  private static final ConfigKey<String> USER = ConfigKey.text("some.user-name").required();
  private static final ConfigKey<Secret> TOKEN = ConfigKey.secret("some.token").required();
  private static final ConfigKey<Integer> COUNT = ConfigKey.integer("some.count");

  private final ConfigSpec spec = ConfigSpec.of("some", List.of(USER, TOKEN, COUNT));

  @Test
  void problems_whenAllIsWell_areNone() {
    assertThat(spec.problems(config(Map.of("auth.some.user-name", "u", "auth.some.token", "t"))))
        .isEmpty();
    assertThat(spec.section()).isEqualTo("some");
    assertThat(spec.keys()).containsExactly(USER, TOKEN, COUNT);
  }

  @Test
  void problems_whenManyThingsAreWrong_areAllTold() {
    List<String> problems =
        spec.problems(
            AuthConfig.builder()
                .values("f", Map.of("auth.some.count", "many", "auth.some.tokne", "secret-value"))
                .environment(Map.of("AUTH_SOME_USR_NAME", "secret-value"))
                .build());

    assertThat(problems).hasSize(5);
    assertThat(problems.get(0)).startsWith("auth.some.user-name is missing");
    assertThat(problems.get(1)).startsWith("auth.some.token is missing");
    assertThat(problems.get(2)).startsWith("auth.some.count (f) is malformed");
    assertThat(problems.get(3))
        .isEqualTo(
            "The setting AUTH_SOME_USR_NAME is unknown in the section some. Did you mean"
                + " 'AUTH_SOME_USER_NAME'?");
    assertThat(problems.get(4))
        .isEqualTo(
            "The setting auth.some.tokne is unknown in the section some. Did you mean"
                + " 'auth.some.token'?");
    assertThat(problems.toString()).doesNotContain("secret-value", "many");
  }

  @Test
  void problems_whenAReferenceLeadsNowhere_areTold(@TempDir Path folder) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n \n");

    assertThat(
            spec.problems(
                config(
                    Map.of(
                        "auth.some.user-name",
                        "file:" + folder.resolve("none"),
                        "auth.some.token",
                        "env:NOBODY_SET_THIS"))))
        .hasSize(2)
        .allMatch(problem -> problem.contains("refers to"));
    assertThat(
            spec.problems(
                config(Map.of("auth.some.user-name", "u", "auth.some.token", "file:" + empty))))
        .containsExactly("auth.some.token is empty: file:" + empty + " holds nothing but blanks.");
  }

  @Test
  void of_whenKeysCollide_isRefused() {
    assertThatThrownBy(() -> ConfigSpec.of("some", List.of(USER, USER)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> ConfigSpec.of("some", List.of(USER, ConfigKey.text("some.user.name"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same environment variable");
    assertThatThrownBy(() -> ConfigSpec.of("other", List.of(USER)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not begin with other.");
  }

  private static AuthConfig config(Map<String, String> values) {
    return AuthConfig.builder().values("f", values).build();
  }
}
