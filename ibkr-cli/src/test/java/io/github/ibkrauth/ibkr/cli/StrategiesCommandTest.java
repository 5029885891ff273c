package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategiesCommandTest {

  private static final String SERVICE =
      "META-INF/services/io.github.ibkrauth.auth.spi.AuthStrategyProvider";

  @TempDir Path directory;

  @Test
  void strategies_whenThereAreNoSettings_listsWhatIsThere() {
    CommandRun run = CommandRun.in(directory).run("strategies");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("ID")
        .contains("oauth2-jwt", "OK", "io.github.ibkrauth.auth.oauth2.OAuth2JwtProvider")
        .contains("ibkr_oauth")
        .contains("oauth1a", "io.github.ibkrauth.auth.oauth1a.OAuth1aProvider")
        .contains("oauth_1.0a")
        .contains("gateway-session", "io.github.ibkrauth.auth.gateway.GatewaySessionProvider")
        .contains("interactive_brokers_gateway");
  }

  @Test
  void strategies_whenJson_givesEveryField() {
    JsonNode strategies =
        CommandRun.in(directory).run("strategies", "--json").json().get("strategies");

    assertThat(strategies)
        .extracting(entry -> entry.get("id").asText())
        .containsExactlyInAnyOrder("gateway-session", "oauth1a", "oauth2-jwt");
    assertThat(strategies)
        .extracting(entry -> entry.get("class").asText().replaceFirst(".*[.]", ""))
        .containsExactlyInAnyOrder(
            "GatewaySessionProvider", "OAuth1aProvider", "OAuth2JwtProvider");
    assertThat(strategies)
        .allSatisfy(
            entry -> {
              assertThat(entry.get("aliases")).isNotEmpty();
              assertThat(entry.get("jar").asText()).isNotEmpty();
              assertThat(entry.has("version")).isTrue();
              assertThat(entry.get("status").asText()).isEqualTo("OK");
              assertThat(entry.get("problem").asText()).isEmpty();
            });
  }

  @Test
  void strategies_whenProvidersAreBrokenOrTwice_listsThemWithTheReasonAndEndsWell()
      throws IOException {
    Path services = directory.resolve("plugin").resolve(SERVICE);
    Files.createDirectories(services.getParent());
    Files.writeString(services, "com.example.NotThere\n" + SecondProvider.class.getName() + "\n");

    CommandRun run = withPlugin("strategies");
    CommandRun json = withPlugin("strategies", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("BROKEN", "com.example.NotThere", "DUPLICATE", "strategy.class");
    assertThat(json.json().get("strategies"))
        .anySatisfy(
            entry -> {
              assertThat(entry.get("status").asText()).isEqualTo("BROKEN");
              assertThat(entry.get("problem").asText()).contains("com.example.NotThere");
            })
        .filteredOn(entry -> entry.get("status").asText().equals("DUPLICATE"))
        .hasSize(2);
  }

  @Test
  void strategies_whenSettingsTrustSomebodyElse_saysUntrustedWithoutAskingTheProvider()
      throws IOException {
    Files.writeString(directory.resolve("ibkr.yaml"), "ibkr.auth.strategy.trusted: com.example\n");

    CommandRun run = CommandRun.in(directory).run("strategies");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("UNTRUSTED", "OAuth2JwtProvider", "trusted");
  }

  @Test
  void strategies_whenTheFileCannotBeRead_refusesToGuessWhomItTrusts() throws IOException {
    Files.writeString(directory.resolve("ibkr.yaml"), "ibkr: [no");

    CommandRun run = CommandRun.in(directory).run("strategies");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("ibkr.yaml");
  }

  private CommandRun withPlugin(String... args) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] plugin = {directory.resolve("plugin").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(plugin, before)) {
      thread.setContextClassLoader(loader);
      return CommandRun.in(directory).run(args);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
