package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.googlehttp.support.PrivateFile;
import io.github.ibkrauth.ibkr.simulator.ConsentVisit;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A person who connects on the command line, at the simulator's authorization server. */
class ConnectCommandTest {

  private static final String REDIRECT = "ibkr.auth.oauth2-jwt.redirect-uri";

  @TempDir Path directory;

  private final IbkrSimulator simulator = IbkrSimulator.builder().users(5).start();
  private final SimulatedUser ann = simulator.authorizationServer().user(3);
  private final ConsentVisit visit = new ConsentVisit();
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void prepare() {
    settings.putAll(
        simulator.connectConfiguration("oauth2-jwt", URI.create("http://127.0.0.1/callback")));
    settings.put(REDIRECT, "http://127.0.0.1:0/callback");
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void connect_withoutABrowser_printsThePageAndLaterCommandsUseIt() throws Exception {
    assertThat(run("accounts").exitCode()).isNotZero();

    connect("--no-browser");

    assertThat(run("accounts").out()).contains(ann.accountIds());
    assertThat(run("accounts").out()).contains(ann.accountIds());
    assertThat(simulator.authorizationServer().issued()).as("agreed once").isEqualTo(1);
    Path own = directory.resolve("home/.ibkr");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(own.resolve("connections.key"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(own)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("connections", "connections.key");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void connect_withABrowser_startsWhatTheEnvironmentNames() throws Exception {
    Path seen = directory.resolve("seen");
    Path browser =
        Files.writeString(
            directory.resolve("browser"),
            "#!/bin/sh\nprintf %s \"$1\" > '"
                + seen
                + ".new'; mv '"
                + seen
                + ".new' '"
                + seen
                + "'\n");
    Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    try (ConnectRun run =
        ConnectRun.start(setup().with("BROWSER", browser.toString()), "connect")) {
      String page = run.page();
      for (int i = 0; i < 500 && !Files.exists(seen); i++) {
        Thread.sleep(20);
      }
      assertThat(seen).hasContent(page);
      comeBack(page);
      assertThat(run.end()).isZero();
    }
    assertThat(run("accounts").exitCode()).isZero();
  }

  @Test
  void connections_whenListedTestedAndRemoved_followTheProfile() throws Exception {
    Path file = directory.resolve("ibkr.yaml");
    PrivateFile.replace(file, yaml(settings) + "profiles:\n  second:\n    ibkr.account-id: X1\n");
    settings.clear();
    assertThat(run("connections", "list").out()).contains("There is no connection.");
    assertThat(run("connections", "test").exitCode()).isEqualTo(ExitCode.FAILED);
    connect("--no-browser", "--profile", "second");

    assertThat(run("connections", "list", "--json").json().get("connections"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.get("profile").asText()).isEqualTo("second");
              assertThat(one.get("strategy").asText()).isEqualTo("oauth2-jwt");
            });
    assertThat(run("accounts").exitCode()).as("another profile").isNotZero();
    assertThat(run("accounts", "--profile", "second").out()).contains(ann.accountIds());
    CommandRun test = run("connections", "test", "--profile", "second");
    assertThat(test.exitCode()).as(test.all()).isZero();
    assertThat(run("doctor", "--profile", "second").exitCode()).isZero();

    assertThat(run("connections", "remove", "--profile", "second").exitCode())
        .as("asks first")
        .isEqualTo(ExitCode.USAGE);
    CommandRun removed = run("connections", "remove", "--yes", "--profile", "second");
    assertThat(removed.out()).as(removed.err()).contains("profile second is removed");
    assertThat(simulator.authorizationServer().revoked()).isEqualTo(1);
    assertThat(run("accounts", "--profile", "second").exitCode()).isNotZero();
    assertThat(run("connections", "remove", "--yes", "--profile", "second").err())
        .contains("[CONNECTION_UNKNOWN]");
  }

  @Test
  void connect_whenThePersonSaysNo_storesNothingAndSaysSo() throws Exception {
    try (ConnectRun run = ConnectRun.start(setup(), "connect", "--no-browser")) {
      String page = run.page();
      get(redirect(page) + "?" + visit.deny(URI.create(page), ann));
      assertThat(run.end()).isNotZero();
      assertThat(run.err()).contains("[CONNECT_DENIED]");
    }
    assertThat(run("connections", "list").out()).contains("There is no connection.");
  }

  @Test
  void connect_whenNobodyComes_endsInTime() throws Exception {
    CommandRun run = run("connect", "--no-browser", "--timeout", "1");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).containsPattern("\\[[A-Z_]+]");
  }

  @Test
  void connect_whenTheSettingsAreNotForThat_saysWhatToSet() {
    settings.put(REDIRECT, "https://app.example/callback");
    assertThat(run("connect", "--no-browser").err())
        .contains(REDIRECT + " must be an address on this computer");

    settings.clear();
    settings.putAll(simulator.configuration("oauth2-jwt"));
    CommandRun credentials = run("connect", "--no-browser");
    assertThat(credentials.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(credentials.err()).contains("ibkr.auth.oauth2-jwt.grant");
  }

  @Test
  void command_whenBrowsersDiffer_isTheSystems() {
    URI page = URI.create("http://localhost/a?b=c&d=e");

    assertThat(new Browser(Map.of(), "Linux").command(page))
        .containsExactly("xdg-open", page.toString());
    assertThat(new Browser(Map.of(), "Mac OS X").command(page))
        .containsExactly("open", page.toString());
    assertThat(new Browser(Map.of(), "Windows 11").command(page))
        .containsExactly("rundll32", "url.dll,FileProtocolHandler", page.toString());
    assertThat(new Browser(Map.of("BROWSER", "/bin/none-such"), "Linux").open(page)).isFalse();
  }

  private void connect(String... options) throws Exception {
    List<String> line = new ArrayList<>(List.of("connect"));
    line.addAll(List.of(options));
    try (ConnectRun run = ConnectRun.start(setup(), line.toArray(String[]::new))) {
      comeBack(run.page());
      assertThat(run.end()).as(run.err()).isZero();
      assertThat(run.out()).contains("Connected by oauth2-jwt");
    }
  }

  private void comeBack(String page) throws Exception {
    get(redirect(page) + "?" + visit.agree(URI.create(page), ann));
  }

  private static String redirect(String page) {
    return URI.create(page).getQuery().replaceFirst("(?s).*redirect_uri=([^&]*).*", "$1");
  }

  private static void get(String address) throws Exception {
    HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  private CommandRun run(String... args) {
    return setup().run(args);
  }

  private CommandRun.Setup setup() {
    return CommandRun.in(directory).with(settings);
  }

  private static String yaml(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(e -> e.getKey() + ": \"" + e.getValue().replace("\n", "\\n") + "\"\n")
        .collect(Collectors.joining());
  }
}
