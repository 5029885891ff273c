package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own. */
class ProcessTest {

  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void simulate_whenTerminated_hasServedTheFilesItWroteAndEndsWith0() throws Exception {
    Process simulator = start("simulate", "--dir", "made here", "--seed", "7");
    try (BufferedReader out = simulator.inputReader(StandardCharsets.UTF_8)) {
      String baseUrl = out.readLine();
      assertThat(baseUrl).matches("http://127\\.0\\.0\\.1:\\d+");
      assertThat(directory.resolve("made here").resolve("credentials.json")).exists();

      CommandRun accounts = run("accounts", "--config", "made here/ibkr.yaml");
      assertThat(accounts.err()).isEmpty();
      assertThat(accounts.exitCode()).isZero();
      assertThat(accounts.out()).contains("ACCOUNT");

      simulator.destroy();
      assertThat(simulator.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(simulator.exitValue()).isZero();
    }
  }

  @Test
  void simulate_whenTlsAndJson_printsOneLineAndServesWithItsCertificate() throws Exception {
    Process simulator = start("simulate", "--tls", "--json", "--dir", "tls");
    try (BufferedReader out = simulator.inputReader(StandardCharsets.UTF_8)) {
      var ready = new ObjectMapper().readTree(out.readLine());
      assertThat(ready.get("users")).hasSize(1);
      assertThat(ready.at("/users/0/accountIds")).hasSize(4);
      assertThat(ready.get("baseUrl").asText()).startsWith("https://localhost:");
      assertThat(ready.get("strategies"))
          .extracting(id -> id.asText())
          .containsExactly("gateway-session", "oauth1a", "oauth2-jwt");
      var gateway = ready.get("gateway");
      assertThat(gateway.get("baseUrl").asText()).matches("https://localhost:\\d+");
      assertThat(gateway.get("loginUrl").asText())
          .startsWith(gateway.get("baseUrl").asText() + "/sso/Login?");
      assertThat(gateway.get("userName").asText()).startsWith("simuser");
      assertThat(gateway.get("certificateFingerprint").asText())
          .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");

      CommandRun status = run("status", "--config", "tls/ibkr.yaml", "--json");
      assertThat(status.err()).isEmpty();
      assertThat(status.json().get("authSession").asText()).isEqualTo("OPEN");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void maintain_whenWatchingAndTerminated_endsWith0() throws Exception {
    Process simulator = start("simulate", "--logged-in", "--json", "--dir", "there");
    try (BufferedReader ready = simulator.inputReader(StandardCharsets.UTF_8)) {
      var gateway = new ObjectMapper().readTree(ready.readLine()).get("gateway");
      assertThat(gateway.get("loggedIn").asBoolean()).isTrue();

      Process watch =
          start("gateway", "maintain", "--watch", "--json", "--config", "there/ibkr.yaml");
      try (BufferedReader out = watch.inputReader(StandardCharsets.UTF_8)) {
        var first = new ObjectMapper().readTree(out.readLine());
        assertThat(first.get("action").asText()).isEqualTo("noop");

        watch.destroy();
        assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exitValue()).isZero();
      }
      simulator.destroy();
      assertThat(simulator.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void status_whenWatchingAndTerminated_endsWith0AndLeavesTheLoginAlone() throws Exception {
    Process simulator = start("simulate", "--logged-in", "--dir", "there");
    try (BufferedReader ready = simulator.inputReader(StandardCharsets.UTF_8)) {
      assertThat(ready.readLine()).startsWith("http://");
      String[] settings = {"--config", "there/ibkr.yaml", "--profile", "gateway-session"};

      Process watch =
          start("status", "--watch", settings[0], settings[1], settings[2], settings[3]);
      try (BufferedReader out = watch.inputReader(StandardCharsets.UTF_8)) {
        assertThat(out.readLine()).contains("  IDLE  ");

        watch.destroy();
        assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exitValue()).isZero();
      }
      assertThat(run("gateway", "status", "--config", "there/ibkr.yaml").exitCode()).isZero();
    }
  }

  @Test
  void simulate_whenThereAreUsers_showsThemAndLetsEachLogIn() throws Exception {
    Process simulator =
        start("simulate", "--users", "12", "--callback", "https://app.example/back", "--dir", "d");
    try (BufferedReader out = simulator.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = new ArrayList<>();
      while (lines.isEmpty() || !lines.get(lines.size() - 1).startsWith("Choose the strategy")) {
        lines.add(out.readLine());
      }
      JsonNode written =
          new ObjectMapper().readTree(directory.resolve("d").resolve("credentials.json").toFile());
      assertThat(written.get("users")).hasSize(12);
      String printed = String.join("\n", lines);
      assertThat(printed)
          .contains("Users who can connect an application: 12, with their accounts\n")
          .contains("\n  and 2 more, up to simuser1011\n")
          .contains("\n  Passwords:    users in ");
      assertThat(lines)
          .filteredOn(line -> line.matches("  simuser[0-9]+ +DU[0-9]+(, DU[0-9]+)*"))
          .hasSize(10);
      for (JsonNode user : written.get("users")) {
        assertThat(printed).doesNotContain(user.get("password").asText());
      }
      Walk walk = new Walk(lines.get(0), written.at("/authorizationServer/clientId").asText());
      JsonNode last = written.get("users").get(11);
      assertThat(walk.consent(last.get("userName").asText(), last.get("password").asText()))
          .contains(last.get("userName").asText())
          .contains(last.get("accountIds").get(0).asText());
    }
  }

  /** The way of a browser to the page that asks which accounts to share. */
  private record Walk(String baseUrl, String clientId) {
    String consent(String userName, String password) throws Exception {
      HttpClient browser =
          HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
      String query =
          "?response_type=code&code_challenge_method=S256&redirect_uri=https://app.example/back"
              + "&client_id="
              + clientId
              + "&code_challenge="
              + "a".repeat(43);
      URI page = URI.create(baseUrl + "/oauth2/authorize" + query);
      String login =
          browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
      String ticket = login.replaceAll("(?s).*name=\"ticket\" value=\"([^\"]+)\".*", "$1");
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(baseUrl + "/authorize/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  BodyPublishers.ofString(
                      "action=login&ticket="
                          + ticket
                          + "&username="
                          + userName
                          + "&password="
                          + password))
              .build();
      return browser.send(post, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void simulate_whenThePortIsTaken_saysSo() throws Exception {
    Process simulator = start("simulate");
    try (BufferedReader out = simulator.inputReader(StandardCharsets.UTF_8)) {
      String baseUrl = out.readLine();
      String port = baseUrl.substring(baseUrl.lastIndexOf(':') + 1);

      CommandRun second = run("simulate", "--port", port);

      assertThat(second.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(second.out()).isEmpty();
      assertThat(second.err()).hasLineCount(1).contains(port);
    }
  }

  @Test
  void run_whenThereIsNoConfiguration_saysSoAndEndsWith2() throws Exception {
    CommandRun run = run("accounts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).startsWith("ibkr: There is no configuration.");
  }

  @Test
  void run_whenOutputHasOtherLetters_writesUtf8WhateverTheLocale() throws Exception {
    CommandRun run = run("accounts", "--profile", "Zürich");

    assertThat(run.err()).contains("Zürich");
  }

  private CommandRun run(String... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    ProcessBuilder builder = builder(args);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    started.add(process);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new CommandRun(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private Process start(String... args) throws IOException {
    Process process = builder(args).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    return process;
  }

  private ProcessBuilder builder(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Duser.home=" + directory.resolve("home"));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("IBKR"));
    return builder;
  }
}
