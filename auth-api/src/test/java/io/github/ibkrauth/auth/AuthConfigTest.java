package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthConfigTest {

  private static final ConfigKey<String> NAME = ConfigKey.text("some.user-name");
  private static final ConfigKey<Secret> TOKEN = ConfigKey.secret("some.token");
  private static final ConfigKey<Duration> WAIT = ConfigKey.duration("some.wait");

  @Test
  void keeping_whenNamesAreLeftOut_findsThemInNoLayer() {
    AuthConfig all =
        AuthConfig.builder()
            .set("auth.x.secret", "of a file")
            .set("auth.x.place", "here")
            .environment(Map.of("AUTH_X_SECRET", "of a variable"))
            .build();

    AuthConfig some = all.keeping(name -> !name.equals("auth.x.secret"));

    assertThat(some.find(ConfigKey.secret("x.secret"))).isEmpty();
    assertThat(some.isSet(ConfigKey.secret("x.secret"))).isFalse();
    assertThat(some.get(ConfigKey.text("x.place"))).isEqualTo("here");
    assertThat(
            some.with("code", Map.of("auth.x.secret", "of a user")).get(ConfigKey.text("x.secret")))
        .as("what is filtered stays filtered; what is laid over it is not")
        .isEqualTo("of a user");
    assertThat(all.get(ConfigKey.text("x.secret"))).isEqualTo("of a variable");
  }

  @Test
  void get_whenSeveralLayersSetAKey_takesTheLast() {
    Properties properties = new Properties();
    properties.setProperty("auth.some.user-name", "from properties");
    properties.put("not a text", 1);
    AuthConfig config =
        AuthConfig.builder()
            .values("a.yaml", Map.of("auth.some.user-name", "from file", "auth.some.wait", "1s"))
            .environment(Map.of("AUTH_SOME_USER_NAME", "from environment"))
            .properties("b.properties", properties)
            .build();

    assertThat(config.get(NAME)).isEqualTo("from properties");
    assertThat(config.origin(NAME)).contains("b.properties");
    assertThat(config.get(WAIT)).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.origin(WAIT)).contains("a.yaml");
    assertThat(config.origin(TOKEN)).isEmpty();
  }

  @Test
  void get_whenALaterLayerIsBlank_takesTheEarlier() {
    AuthConfig config =
        AuthConfig.builder()
            .set("auth.some.user-name", "  padded  ")
            .environment(Map.of("AUTH_SOME_USER_NAME", "   "))
            .build();

    assertThat(config.get(NAME)).isEqualTo("padded");
    assertThat(config.origin(NAME)).contains("code");
  }

  @Test
  void get_underAPrefix_readsTheEnvironmentByItsSpelling() {
    AuthConfig config =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .environment(Map.of("IBKR_AUTH_SOME_USER_NAME", "me"))
            .build();

    assertThat(config.get(NAME)).isEqualTo("me");
    assertThat(config.origin(NAME)).contains("environment variable IBKR_AUTH_SOME_USER_NAME");
    assertThat(config.isSet(NAME)).isTrue();
    assertThat(config.prefix()).isEqualTo("ibkr.auth");
    assertThat(config.under("other").find(NAME)).isEmpty();
    assertThat(config.under("other").under("ibkr.auth").get(NAME)).isEqualTo("me");
  }

  @Test
  void get_whenMissing_namesTheKeyItsHelpAndTheVariable() {
    AuthConfig config = AuthConfig.builder().prefix("ibkr.auth").build();

    assertThatThrownBy(() -> config.get(NAME.describedAs("Who you are.")))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessage(
            "ibkr.auth.some.user-name is missing: Who you are. Set it in the configuration file or"
                + " as environment variable IBKR_AUTH_SOME_USER_NAME. [CONFIGURATION]");
    assertThat(config.isEmpty()).isTrue();
  }

  @Test
  void get_whenThereIsADefault_returnsIt() {
    AuthConfig config = AuthConfig.builder().build();

    assertThat(config.get(WAIT.withDefault(Duration.ofSeconds(9)))).hasSeconds(9);
    assertThat(config.isSet(WAIT)).isFalse();
    assertThat(config.find(WAIT)).isEmpty();
  }

  @Test
  void find_whenMalformed_namesKeyAndOriginAndNeverTheValue() {
    AuthConfig config =
        AuthConfig.builder().values("a.yaml", Map.of("auth.some.wait", "hunter2")).build();

    assertThatThrownBy(() -> config.find(WAIT))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessage(
            "auth.some.wait (a.yaml) is malformed: it must be a time span such as 20s, 5m or"
                + " PT20S. [CONFIGURATION]")
        .satisfies(e -> assertThat(trace(e)).doesNotContain("hunter2"));
  }

  @Test
  void secret_whenAFile_isReadAtEachUse(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n\n");
    AuthConfig config = AuthConfig.builder().set("auth.some.token", "file:" + file).build();
    Secret secret = config.get(TOKEN);
    assertThat(secret.reveal()).isEqualTo("first");

    Files.writeString(file, "second");

    assertThat(secret.reveal()).isEqualTo("second");
    assertThat(config.get(TOKEN)).isEqualTo(Secret.of("second"));
  }

  @Test
  void secret_whenAFileUrl_isRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "x");

    assertThat(
            AuthConfig.builder()
                .set("auth.some.token", "file://" + file)
                .build()
                .get(TOKEN)
                .reveal())
        .isEqualTo("x");
  }

  @Test
  void secret_whenTheFileIsGone_saysWhichKeyAndFile(@TempDir Path folder) {
    Path file = folder.resolve("nothing");
    Secret secret = AuthConfig.builder().set("auth.some.token", "file:" + file).build().get(TOKEN);

    assertThatThrownBy(secret::reveal)
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessage(
            "auth.some.token refers to the file "
                + file
                + ", which does not exist. [CONFIGURATION]");
    assertThat(secret.toString()).isEqualTo("Secret(****)");
  }

  @Test
  void secret_whenAVariable_isLookedUpInTheGivenEnvironment() {
    AuthConfig config =
        AuthConfig.builder()
            .environment(Map.of("THE_TOKEN", "from the environment"))
            .set("auth.some.token", "env:THE_TOKEN")
            .set("auth.some.user-name", "env:NOBODY_SET_THIS")
            .build();

    assertThat(config.get(TOKEN).reveal()).isEqualTo("from the environment");
    assertThatThrownBy(() -> config.get(NAME))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessage(
            "auth.some.user-name refers to the environment variable NOBODY_SET_THIS, which is not"
                + " set. [CONFIGURATION]");
  }

  @Test
  void text_whenAReference_isResolved(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("name"), "me\n");
    AuthConfig config = AuthConfig.builder().set("auth.some.user-name", "file:" + file).build();

    assertThat(config.get(NAME)).isEqualTo("me");
  }

  @Test
  void otherKinds_whenTheyLookLikeAReference_areNot() {
    AuthConfig config = AuthConfig.builder().set("auth.some.file", "file:relative").build();

    assertThat(config.get(ConfigKey.path("some.file"))).isEqualTo(Path.of("file:relative"));
  }

  @Test
  void unknownBelow_always_spellsNamesAsTheirLayerDoes() {
    AuthConfig config =
        AuthConfig.builder()
            .values("f", Map.of("auth.some.token", "x", "auth.some.tokn", "x", "auth.other.a", "x"))
            .environment(Map.of("AUTH_SOME_WAIT", "1s", "AUTH_SOME_WIAT", "1s", "PATH", "x"))
            .build();

    assertThat(config.unknownBelow("some", Set.of(TOKEN, WAIT)))
        .containsExactly("AUTH_SOME_WIAT", "auth.some.tokn");
    assertThat(config.isEmpty()).isFalse();
  }

  @Test
  void toString_always_showsNamesOnly() {
    AuthConfig config =
        AuthConfig.builder()
            .values("f", Map.of("auth.some.token", "hunter2", "elsewhere.password", "hunter2"))
            .environment(Map.of("AUTH_SOME_WAIT", "hunter2", "OTHER_SECRET", "hunter2"))
            .build();

    assertThat(config.toString())
        .isEqualTo("AuthConfig(auth, set: [AUTH_SOME_WAIT, auth.some.token])");
  }

  @Test
  void load_withoutALoader_readsSystemProperties() {
    System.setProperty("auth.some.user-name", "from a property");
    try {
      AuthConfig config = AuthConfig.load();

      assertThat(config.get(NAME)).isEqualTo("from a property");
      assertThat(config.origin(NAME)).contains("system property");
    } finally {
      System.clearProperty("auth.some.user-name");
    }
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
