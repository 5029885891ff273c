package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigKeyTest {

  private enum Mode {
    FULL,
    TOKEN_ONLY
  }

  @ParameterizedTest
  @CsvSource({
    "20s, PT20S",
    "500ms, PT0.5S",
    "5m, PT5M",
    "24h, PT24H",
    "1d, PT24H",
    "20 S, PT20S",
    "PT20S, PT20S",
    "pt1m, PT1M",
    "P1D, PT24H",
    "0s, PT0S"
  })
  void duration_whenWrittenAsPeopleDo_isRead(String text, Duration expected) {
    assertThat(parse(ConfigKey.duration("k"), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20",
        "s",
        "-5s",
        "PT-5S",
        "20 parsecs",
        "1.5s",
        "PT",
        "99999999999999999999s",
        "999999999999d",
        "PT9223372036854775807S",
        "1h30m"
      })
  void duration_whenSomethingElse_isRefused(String text) {
    assertRefused(ConfigKey.duration("k"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "yes", "Y", "on", "t", "1"})
  void bool_whenYes_isTrue(String text) {
    assertThat(parse(ConfigKey.bool("k"), text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "no", "n", "OFF", "f", "0"})
  void bool_whenNo_isFalse(String text) {
    assertThat(parse(ConfigKey.bool("k"), text)).isFalse();
  }

  @Test
  void bool_whenNeither_isRefused() {
    assertRefused(ConfigKey.bool("k"), "maybe");
  }

  @Test
  void integer_always_isAWholeNumber() {
    assertThat(parse(ConfigKey.integer("k"), "-17")).isEqualTo(-17);
    assertRefused(ConfigKey.integer("k"), "1.5");
    assertRefused(ConfigKey.integer("k"), "2147483648");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.example.com", "/path", "https:", "https://", "a b", "mailto:a@b"})
  void uri_whenNotAbsolute_isRefused(String text) {
    assertRefused(ConfigKey.uri("k"), text);
  }

  @Test
  void uri_whenAbsolute_isRead() {
    assertThat(parse(ConfigKey.uri("k"), "https://[::1]:8443/v1"))
        .isEqualTo(URI.create("https://[::1]:8443/v1"));
  }

  @Test
  void list_always_isSplitAtCommas() {
    assertThat(parse(ConfigKey.list("k"), " a , b,,c d ")).isEqualTo(List.of("a", "b", "c d"));
  }

  @Test
  void path_whenInTheHomeDirectory_isExpanded() {
    assertThat(parse(ConfigKey.path("k"), "~/x/y"))
        .isEqualTo(Path.of(System.getProperty("user.home"), "x/y"));
    assertThat(parse(ConfigKey.path("k"), "/x/~y")).isEqualTo(Path.of("/x/~y"));
    assertRefused(ConfigKey.path("k"), "a\0b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token-only", "TOKEN_ONLY", "Token-Only"})
  void choice_whenAConstant_isRead(String text) {
    assertThat(parse(ConfigKey.choice("k", Mode.class), text)).isEqualTo(Mode.TOKEN_ONLY);
  }

  @Test
  void choice_whenNone_listsThem() {
    assertThatThrownBy(() -> parse(ConfigKey.choice("k", Mode.class), "half"))
        .hasMessageContaining("one of full, token-only");
  }

  @Test
  void modifiers_always_keepTheRest() {
    ConfigKey<Integer> key = ConfigKey.integer("a.b").describedAs("Help.");

    assertThat(key.required().isRequired()).isTrue();
    assertThat(key.withDefault(1).required().defaultValue()).isEmpty();
    assertThat(key.required().withDefault(1).isRequired()).isFalse();
    assertThat(key.required().help()).isEqualTo("Help.");
    assertThat(key.withDefault(1).help()).isEqualTo("Help.");
    assertThat(key.name()).isEqualTo("a.b").isEqualTo(key.toString());
    assertThat(key.isSecret()).isFalse();
    assertThat(ConfigKey.secret("s").required().isSecret()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a..b", ".a", "a.", "a_b", "1a", "a b", "a.B"})
  void name_whenOfAnotherForm_isRefused(String name) {
    assertThatThrownBy(() -> ConfigKey.text(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a key name");
    assertThatThrownBy(() -> ConfigKey.secret(name)).isInstanceOf(IllegalArgumentException.class);
  }

  private static <T> T parse(ConfigKey<T> key, String text) {
    return AuthConfig.builder().set("auth.k", text).build().get(key);
  }

  private static void assertRefused(ConfigKey<?> key, String text) {
    assertThatThrownBy(() -> parse(key, text))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining(key.expects());
  }
}
