package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake of the table is answered with its message, and no secret is in any of them. */
class ConfigurationMistakesTest {

  private static final Path TABLE =
      Path.of("src/test/resources/io/github/ibkrauth/ibkr/cli/configuration-mistakes.txt");

  @TempDir static Path shared;
  private static IbkrSimulator simulator;
  private static Map<String, String> good;

  @BeforeAll
  static void writeGoodSettings() {
    simulator = IbkrSimulator.builder().start();
    simulator.writeTo(shared);
    AuthConfig config = new IbkrConfigLoader(Map.of(), new Properties(), shared, shared).load();
    good = new LinkedHashMap<>();
    for (KnownSetting setting : KnownSetting.all(Connection.catalogue(config))) {
      if (setting.isSet(config)) {
        good.put(
            setting.name(),
            setting.holdsSecret(config)
                ? setting.secret(config).reveal()
                : setting.written(config));
      }
    }
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @TempDir Path folder;

  static List<ConfigurationMistake> mistakes() throws IOException {
    return ConfigurationMistake.read(Files.readAllLines(TABLE));
  }

  @Test
  void table_always_holdsSixtyMistakesAtLeast() throws IOException {
    assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    assertThat(mistakes()).extracting(mistake -> mistake.name).doesNotHaveDuplicates();
    assertThat(mistakes()).allSatisfy(mistake -> assertThat(mistake.expected).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistake_whenMade_isToldWordForWord(ConfigurationMistake mistake) throws IOException {
    try (Stream<Path> files = Files.list(shared)) {
      for (Path file : files.filter(each -> !each.endsWith("ibkr.yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Map<String, String> here = new LinkedHashMap<>();
    good.forEach(
        (name, value) -> here.put(name, value.replace(shared.toString(), folder.toString())));
    IbkrConfigLoader loader = mistake.loader(folder, here);

    String told = mistake.warning ? warnings(loader) : message(mistake, loader);

    assertThat(told.lines().map(line -> line.replace(folder.toString(), "{dir}")))
        .as(told)
        .containsExactlyElementsOf(mistake.expected);
    assertThat(told).doesNotContain("PLANTED");
    good.values().stream()
        .filter(value -> value.length() > 30 && !value.startsWith("file:"))
        .forEach(value -> assertThat(told).doesNotContain(value));
    assertThat(simulator.requests().entries()).isEmpty();
  }

  private String message(ConfigurationMistake mistake, IbkrConfigLoader loader) {
    Path file = mistake.config == null ? null : folder.resolve(mistake.config);
    Throwable thrown =
        catchThrowable(
            () -> IbkrClient.builder(loader.load(file, mistake.profile)).connect().close());
    assertThat(thrown)
        .isInstanceOfAny(AuthConfigurationException.class, StrategySelectionException.class);
    if (thrown instanceof AuthConfigurationException wrong) {
      List<String> problems = wrong.problems();
      StringBuilder text = new StringBuilder();
      if (problems.size() == 1) {
        return problems.get(0);
      }
      text.append(problems.size()).append(" configuration problems:");
      for (int i = 0; i < problems.size(); i++) {
        text.append("\n  ").append(i + 1).append(") ").append(problems.get(i));
      }
      return text.toString();
    }
    // Where the jars lie differs from build to build; so may a code at the end.
    return String.valueOf(thrown.getMessage())
        .replaceAll("Provider( \\d\\S*)? from \\S+ UNTRUSTED", "Provider from JAR UNTRUSTED")
        .replaceFirst("\\s*\\[[A-Z0-9_-]+]$", "");
  }

  private static String warnings(IbkrConfigLoader loader) {
    var findings = loader.read(null, null);
    assertThat(findings.problems()).isEmpty();
    return String.join("\n", findings.warnings());
  }
}
