package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.googlehttp.support.StrategyCheck;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy that this program knows nothing of. */
class ThirdPartyStrategyTest {

  @TempDir Path directory;
  private IbkrSimulator simulator;

  @BeforeEach
  void start() throws IOException {
    Path services =
        directory.resolve(
            "plugin/META-INF/services/io.github.ibkrauth.auth.spi.AuthStrategyProvider");
    Files.createDirectories(services.getParent());
    Files.writeString(services, PlainProvider.class.getName());
    simulator = IbkrSimulator.builder().start();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void demo_whenTheSimulatorCannotServeIt_listsItAsSkippedAndStillPasses() throws IOException {
    CommandRun text = run(Map.of(), "demo");
    JsonNode document = run(Map.of(), "demo", "--json").json();

    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).containsPattern("plain\\n  skipped: the simulator cannot serve it");
    assertThat(document.get("strategies"))
        .anySatisfy(
            one -> {
              assertThat(one.get("id").asText()).isEqualTo("plain");
              assertThat(one.get("status").asText()).isEqualTo("SKIPPED");
              assertThat(one.get("reason").asText()).isNotEmpty();
            });
  }

  @Test
  void doctor_whenItHasNoChecksOfItsOwn_makesTheGeneralOnes() throws IOException {
    simulator
        .faults()
        .on("*", "/v1/api/**")
        .always()
        .body(200, "application/json", "{\"authenticated\":false,\"connected\":true}");

    CommandRun run = run(settings(simulator.baseUri().toString()), "doctor", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(verdicts(run.json()))
        .containsExactlyEntriesOf(
            ordered(
                "settings", "PASS",
                "strategy", "PASS",
                "file modes", "PASS",
                "time zones", "PASS",
                "proxy", "PASS",
                "TLS", "PASS",
                "configuration", "PASS",
                "host", "PASS",
                "login", "PASS",
                "brokerage session", "PASS"));
  }

  @Test
  void doctor_whenItBringsChecks_makesThose() throws IOException {
    Files.writeString(
        directory.resolve("plugin/META-INF/services/" + StrategyCheck.class.getName()),
        PlainCheck.class.getName());

    CommandRun run = run(settings(simulator.baseUri().toString()), "doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(DoctorReport.ILL);
    assertThat(verdicts(run.json()))
        .containsEntry("badge", "PASS")
        .containsEntry("door", "FAIL")
        .containsEntry("brokerage session", "SKIP")
        .doesNotContainKey("login");
  }

  @Test
  void doctor_whenASettingIsMissing_skipsWhatComesAfter() throws IOException {
    CommandRun run = run(Map.of("ibkr.auth.strategy", "plain"), "doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(verdicts(run.json()))
        .containsEntry("configuration", "FAIL")
        .containsEntry("host", "SKIP")
        .containsEntry("login", "SKIP")
        .containsEntry("brokerage session", "SKIP");
  }

  @Test
  void doctor_whenTheHostDoesNotResolve_namesItAndTriesNoLogin() throws IOException {
    CommandRun run = run(settings("https://no-such-host.invalid"), "doctor");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .containsPattern("FAIL +host +the name no-such-host.invalid does not resolve")
        .containsPattern("SKIP +login");
  }

  @Test
  void accounts_whenAHumanMustLogIn_saysWhereAndEndsWith5() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(settings(simulator.baseUri().toString()));
    settings.put("ibkr.auth.plain.needs-user", "true");

    CommandRun run = run(settings, "accounts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.HUMAN_NEEDED);
    assertThat(run.err())
        .hasLineCount(1)
        .contains("Log in with a browser.", simulator.baseUri().toString());
  }

  @Test
  void accounts_whenTheBrokerRefusesTheCredential_endsWith3() throws IOException {
    CommandRun run = run(settings(simulator.baseUri().toString()), "accounts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.LOGIN_REFUSED);
    assertThat(run.err()).hasLineCount(1).contains("401");
  }

  @Test
  void accounts_whenAPersonLooksOn_tellsProgressOnStandardErrorOnly() throws IOException {
    simulator
        .faults()
        .on("GET", "/v1/api/portfolio/accounts")
        .body(
            200,
            "application/json",
            "[{\"id\":\"DU1\",\"displayName\":\"" + "x".repeat(90) + "\"}]");

    CommandRun run =
        withPlugin(
            CommandRun.in(directory).with(settings(simulator.baseUri().toString())).onTerminal(60),
            "accounts");

    assertThat(run.err().strip()).isEqualTo("Logging in ...");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    assertThat(run.out()).contains("…");
  }

  @Test
  void call_whenItSignsNoBodies_saysSo() throws IOException {
    CommandRun run =
        run(
            settings(simulator.baseUri().toString()),
            "call",
            "POST",
            "/gw/api/v1/echo/signed-jwt",
            "--signed",
            "--body",
            "{}");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("plain", "signs no bodies");
  }

  private static Map<String, String> settings(String baseUrl) {
    return Map.of("ibkr.auth.strategy", "plain", "ibkr.auth.plain.base-url", baseUrl);
  }

  private static Map<String, String> verdicts(JsonNode document) {
    Map<String, String> verdicts = new LinkedHashMap<>();
    document
        .get("steps")
        .forEach(step -> verdicts.put(step.get("step").asText(), step.get("verdict").asText()));
    return verdicts;
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private CommandRun run(Map<String, String> settings, String... args) throws IOException {
    return withPlugin(CommandRun.in(directory).with(settings), args);
  }

  private CommandRun withPlugin(CommandRun.Setup setup, String... args) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] plugin = {directory.resolve("plugin").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(plugin, before)) {
      thread.setContextClassLoader(loader);
      return setup.run(args);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
