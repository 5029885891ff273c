package io.github.ibkrauth.ibkr.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IbkrConfigLoaderTest {

  private static final ConfigKey<String> STRATEGY = ConfigKey.text("strategy");
  private static final ConfigKey<String> CLIENT = ConfigKey.text("oauth2-jwt.client-id");
  private static final ConfigKey<List<String>> TRUSTED = ConfigKey.list("strategy.trusted");

  @TempDir Path folder;
  private Path work;
  private Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final Properties properties = new Properties();

  @BeforeEach
  void folders() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    home = Files.createDirectory(folder.resolve("home"));
  }

  private IbkrConfigLoader loader() {
    return new IbkrConfigLoader(environment, properties, work, home);
  }

  private Path write(String name, String text) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String failure(Path file) {
    AuthConfigurationException e =
        catchThrowableOfType(AuthConfigurationException.class, () -> loader().load(file, null));
    return e.getMessage();
  }

  @Test
  void load_whenAskedThroughTheApi_isTheOneOnTheClassPath() {
    assertThat(ServiceLoader.load(ConfigLoader.class))
        .hasSize(1)
        .first()
        .isInstanceOf(IbkrConfigLoader.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml | ibkr:\\n  auth:\\n    strategy: s\\n    oauth2-jwt:\\n      client-id: 007",
        "a.yml | ibkr.auth.strategy: s\\nibkr.auth.oauth2-jwt.client-id: 007",
        "a.yaml | ibkr:\\n  auth.strategy: 's'\\n  auth:\\n    oauth2-jwt: {client-id: \"007\"}",
        "a.json | {\"ibkr\":{\"auth\":{\"strategy\":\"s\",\"oauth2-jwt\":{\"client-id\":\"007\"}}}}",
        "a.properties | ibkr.auth.strategy = s\\nibkr.auth.oauth2-jwt.client-id: 007",
      })
  void load_whenTheFileHasAnyFormat_readsTheSameSettings(String name, String text)
      throws IOException {
    AuthConfig config = loader().load(write(name, text.replace("\\n", "\n")), null);
    assertThat(config.get(STRATEGY)).isEqualTo("s");
    assertThat(config.get(CLIENT)).isEqualTo("007");
    assertThat(config.prefix()).isEqualTo("ibkr.auth");
    assertThat(config.origin(STRATEGY)).get().asString().endsWith(name);
  }

  @Test
  void load_whenAListIsGiven_joinsItWithCommas() throws IOException {
    write("ibkr.yaml", "ibkr:\n  auth:\n    strategy:\n      trusted: [a.b, c.d]\n");
    assertThat(loader().load().get(TRUSTED)).containsExactly("a.b", "c.d");
  }

  @Test
  void load_whenALayerComesLater_wins() throws IOException {
    write("ibkr.yaml", "ibkr.auth: {strategy: file, oauth2-jwt: {client-id: file}}");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("file");
    environment.put("IBKR_AUTH_STRATEGY", "environment");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("environment");
    properties.setProperty("ibkr.auth.strategy", "property");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("property");
    assertThat(loader().load().get(CLIENT)).isEqualTo("file");
  }

  @Test
  void load_whenThereIsNoFile_takesTheEnvironmentAlone() {
    environment.put("IBKR_AUTH_STRATEGY", "s");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("s");
    assertThat(loader().file()).isEmpty();
  }

  @Test
  void file_whenSeveralCouldBeMeant_followsTheOrder() throws IOException {
    Path usual = home.resolve(".ibkr").resolve("config.yaml");
    Files.createDirectories(usual.getParent());
    Files.writeString(usual, "ibkr.auth.strategy: home");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("home");
    write("ibkr.yaml", "ibkr.auth.strategy: work");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("work");
    write("e.yaml", "ibkr.auth.strategy: variable");
    environment.put("IBKR_CONFIG", "e.yaml");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("variable");
    Files.writeString(home.resolve("p.yaml"), "ibkr.auth.strategy: property");
    properties.setProperty("ibkr.config", "~/p.yaml");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("property");
    assertThat(loader().file()).contains(home.resolve("p.yaml"));
    Path argument = write("a.yaml", "ibkr.auth.strategy: argument");
    assertThat(loader().load(argument, null).get(STRATEGY)).isEqualTo("argument");
  }

  @Test
  void load_whenThereIsNothing_saysWhereItLookedAndWhatToWrite() {
    assertThatThrownBy(() -> loader().load())
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageStartingWith("There is no configuration.")
        .hasMessageContaining("./ibkr.yaml")
        .hasMessageContaining("IBKR_AUTH_STRATEGY")
        .hasMessageContaining("strategy: oauth2-jwt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "ibkr:\n", "ibkr:\n  auth:\n"})
  void load_whenTheFileSetsNothing_saysThatToo(String text) throws IOException {
    assertThat(failure(write("a.yaml", text))).contains("a.yaml sets nothing below ibkr.auth");
  }

  @Test
  void load_whenTheNamedFileIsMissing_saysSo() {
    environment.put("IBKR_CONFIG", "nowhere.yaml");
    environment.put("IBKR_AUTH_STRATEGY", "s");
    assertThatThrownBy(() -> loader().load()).hasMessageContaining("nowhere.yaml does not exist");
  }

  @Test
  void load_whenAProfileIsChosen_overlaysIt() throws IOException {
    write(
        "ibkr.yaml",
        """
        ibkr:
          auth:
            strategy: base
            oauth2-jwt.client-id: base
        profiles:
          paper:
            ibkr:
              auth:
                strategy: paper
          live:
            ibkr.auth.strategy: live
        """);
    assertThat(loader().load().get(STRATEGY)).isEqualTo("base");
    AuthConfig paper = loader().load(null, "paper");
    assertThat(paper.get(STRATEGY)).isEqualTo("paper");
    assertThat(paper.get(CLIENT)).isEqualTo("base");
    assertThat(paper.origin(STRATEGY)).get().asString().endsWith("ibkr.yaml, profile paper");
    environment.put("IBKR_PROFILE", "live");
    assertThat(loader().load().get(STRATEGY)).isEqualTo("live");
    assertThatThrownBy(() -> loader().load(null, "papr"))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("it has paper, live")
        .hasMessageContaining("Did you mean 'paper'?");
  }

  @Test
  void load_whenAProfileIsChosenWithoutAFile_saysSo() {
    environment.put("IBKR_PROFILE", "paper");
    environment.put("IBKR_AUTH_STRATEGY", "s");
    assertThatThrownBy(() -> loader().load())
        .hasMessageContaining("'paper' cannot be used, because there is no configuration file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml | ibkr:\\n  auth:\\n   strategy: s\\n  x: 'hidden-value | is not valid YAML, at line",
        "a.yaml | ibkr:\\n\\tauth: hidden-value | is not valid YAML, at line 2",
        "a.yaml | ibkr.auth.strategy: hidden-value\\nibkr.auth.strategy: b | a name twice, at line 2",
        "a.yaml | ibkr.auth.strategy: hidden-value\\nibkr: {auth: {strategy: b}} | ibkr.auth.strategy stands twice",
        "a.yaml | ibkr.auth.strategy: *x | refers to an anchor",
        "a.yaml | ibkr.auth.strategy: &x hidden-value\\nibkr.auth.y: *x | refers to an anchor",
        "a.yaml | ibkr.auth.strategy: hidden-value\\n---\\nibkr.auth.x: y | must hold one document",
        "a.yaml | hidden-value | must hold names with values",
        "a.yaml | - hidden-value | must hold names with values",
        "a.yaml | ibkr.auth.strategy.trusted: [{a: hidden-value}] | a list of something else",
        "a.yaml | ibkr.auth.strategy.trusted: ['hidden-value,b'] | a comma in a value of a list",
        "a.yaml | ibrk.auth.strategy: hidden-value | Did you mean 'ibkr'?",
        "a.yaml | ibkr.atuh.strategy: hidden-value | Did you mean 'ibkr.auth'?",
        "a.yaml | ibkr.auth: hidden-value | must hold settings, not a value",
        "a.yaml | ibkr: hidden-value | must hold settings, not a value",
        "a.yaml | profiles: hidden-value | must hold settings of a profile",
        "a.yaml | profiles: {paper: hidden-value} | must hold settings of a profile",
        "a.yaml | profiles: {paper: {ibrk: {auth: {strategy: hidden-value}}}} | Did you mean 'ibkr'?",
        "a.json | {\"ibkr\": hidden-value} | is not valid JSON, at line 1",
        "a.json | {\"ibkr.auth.x\":\"hidden-value\",\"ibkr.auth.x\":1} | a name twice",
        "a.properties | ibkr.auth.x=hidden-value\\nibkr.auth.x=2 | stands twice",
        "a.properties | ibkr.auth.x=hidden-value\\uZZ | broken \\u escape",
        "a.toml | ibkr.auth.x = 'hidden-value' | must end in .yaml",
      })
  void load_whenTheFileIsWrong_saysWhatAndWhereButNoValue(String name, String text, String words)
      throws IOException {
    assertThat(failure(write(name, text.replace("\\n", "\n").replace("\\t", "\t"))))
        .contains(words)
        .contains(name)
        .doesNotContain("hidden-value");
  }

  @Test
  void load_whenTheFileIsNoText_saysSo() throws IOException {
    Path file = work.resolve("a.yaml");
    Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28});
    assertThat(failure(file)).contains("is not UTF-8 text");
    assertThat(failure(Files.createDirectory(work.resolve("d.yaml")))).contains("is a directory");
    Files.write(file, "#".repeat(1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8));
    assertThat(failure(file)).contains("larger than 1 MiB");
  }

  @Test
  void load_whenSeveralNamesAreWrong_tellsThemAll() throws IOException {
    AuthConfigurationException e =
        catchThrowableOfType(
            AuthConfigurationException.class,
            () -> loader().load(write("a.yaml", "x: 1\ny: 2\nibkr.auth.strategy: s"), null));
    assertThat(e.problems())
        .hasSize(3)
        .anyMatch(problem -> problem.startsWith("The name 'x' in "))
        .anyMatch(problem -> problem.startsWith("The name 'y' in "))
        .anyMatch(problem -> problem.startsWith("There is no strategy 's'"));
  }
}
