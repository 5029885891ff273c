package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.ibkr.simulator.ConsentVisit;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new user with the files of {@code ibkr simulate --callback}, by each strategy that can. */
class ConnectByEachStrategyTest {

  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  @TempDir Path directory;

  private final IbkrSimulator simulator = IbkrSimulator.builder().users(5).start();
  private final SimulatedUser ann = simulator.authorizationServer().user(3);
  private final SimulatedUser bob = simulator.authorizationServer().user(4);
  private final ConsentVisit visit = new ConsentVisit();
  private URI callback;

  @BeforeEach
  void write() throws IOException {
    callback = URI.create("http://127.0.0.1:" + freePort() + "/callback");
    new ConnectFile(simulator, callback).write(directory);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void newUser_whenDoingWhatTheMessagesSay_isConnected(String strategy) throws Exception {
    CommandRun before = run(strategy, "accounts");
    assertThat(before.exitCode()).as(before.err()).isEqualTo(ExitCode.HUMAN_NEEDED);
    assertThat(before.err())
        .contains("The profile " + strategy + " has no connection by " + strategy + ". Make one")
        .contains("[CONNECTION_UNKNOWN]");
    CommandRun ill = run(strategy, "doctor");
    assertThat(ill.exitCode()).isEqualTo(DoctorReport.ILL);
    assertThat(ill.out()).contains("FAIL  connection ", "-> Make one with ibkr connect.");
    assertThat(directory.resolve("home/.ibkr")).as("nothing is made by asking").doesNotExist();

    CommandRun connected = connect(strategy, ann, "--json");
    assertThat(connected.json().get("profile").asText()).isEqualTo(strategy);
    assertThat(connected.json().get("strategy").asText()).isEqualTo(strategy);
    assertThat(connected.json().get("store").asText()).endsWith("connections");

    assertThat(run(strategy, "accounts").out()).contains(ann.accountIds());
    assertThat(run(strategy, "connections", "list").out()).contains(strategy);
    CommandRun test = run(strategy, "connections", "test");
    assertThat(test.exitCode()).as(test.all()).isZero();
    CommandRun well = run(strategy, "doctor");
    assertThat(well.exitCode()).as(well.all()).isZero();

    CommandRun removed = run(strategy, "connections", "remove", "--yes", "--json");
    assertThat(removed.json().get("removed").asBoolean()).as(removed.all()).isTrue();
    assertThat(run(strategy, "accounts").exitCode()).isEqualTo(ExitCode.HUMAN_NEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void connect_whenAnotherUserAgrees_isThatUsersFromThenOn(String strategy) throws Exception {
    connect(strategy, ann);
    connect(strategy, bob);

    assertThat(run(strategy, "accounts").out())
        .contains(bob.accountIds())
        .doesNotContain(ann.accountIds());
  }

  @Test
  void connection_whenTheSettingsNameAnotherStrategyLater_isNotUsedAndCanBeRemoved()
      throws Exception {
    connect("oauth2-jwt", ann);
    CommandRun.Setup other = CommandRun.in(directory).with("IBKR_AUTH_STRATEGY", "oauth1a");

    assertThat(other.run(line("oauth2-jwt", "accounts")).err())
        .contains("The profile oauth2-jwt has no connection by oauth1a.");
    CommandRun removed = other.run(line("oauth2-jwt", "connections", "remove", "--yes"));
    assertThat(removed.exitCode()).as(removed.err()).isZero();
    assertThat(simulator.authorizationServer().revoked()).as("where it was granted").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void connect_whenThePersonSaysNo_storesNothing(String strategy) throws Exception {
    try (ConnectRun run = start(strategy)) {
      comeBack(visit.deny(URI.create(run.page()), ann));
      assertThat(run.end()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("[CONNECT_DENIED]");
    }
    assertThat(run(strategy, "connections", "list").out()).contains("There is no connection.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void connect_whenAnotherPageCallsTheAddress_goesOnWaiting(String strategy) throws Exception {
    try (ConnectRun run = start(strategy)) {
      String page = run.page();
      assertThat(comeBack("state=made-up&code=made-up&oauth_token=made-up&oauth_verifier=made-up"))
          .isEqualTo(400);

      assertThat(comeBack(visit.agree(URI.create(page), ann))).isEqualTo(200);
      assertThat(run.end()).as(run.err()).isZero();
    }
    assertThat(run(strategy, "accounts").out()).contains(ann.accountIds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void output_whenConnecting_holdsNoSecret(String strategy) throws Exception {
    leaks.canary(simulator.credentials().privateKeyPem());
    leaks.canary(simulator.credentials().thirdPartyConsumer().signatureKeyPem());
    leaks.canary(simulator.credentials().thirdPartyConsumer().encryptionKeyPem());
    String token = leaks.canary("canary-token-5f0b31c9a7");
    String secret = leaks.canary("Y2FuYXJ5LXNlY3JldC1vZi10aGUtdG9rZW4=");
    answer("/v1/api/oauth/access_token", "oauth_token", token, "oauth_token_secret", secret);
    answer("/oauth2/token", "access_token", token, "refresh_token", secret);
    try (ConnectRun run = start(strategy, "--verbose")) {
      String query = visit.agree(URI.create(run.page()), ann);
      Stream.of(query.split("&"))
          .filter(pair -> pair.startsWith("code=") || pair.startsWith("oauth_verifier="))
          .forEach(pair -> leaks.canary(pair.substring(pair.indexOf('=') + 1)));
      comeBack(query);
      assertThat(run.end()).as(run.err()).isZero();
      leaks.scan(run.out());
      leaks.scan(run.err());
    }

    for (String line :
        List.of(
            "doctor",
            "doctor --json",
            "config show",
            "connections list --json",
            "connections test",
            "connections test --json",
            "connections remove --yes")) {
      CommandRun run = run(strategy, (line + " --verbose").split(" "));
      assertThat(run.all()).isNotEmpty();
      leaks.scan(run.out());
      leaks.scan(run.err());
    }
  }

  @Test
  void connect_whenItCouldNotLast_saysSoBeforeAnythingIsMade() {
    CommandRun anyPort =
        CommandRun.in(directory)
            .with("IBKR_AUTH_OAUTH1A_CALLBACK", "http://127.0.0.1:0/callback")
            .run(line("oauth1a", "connect", "--no-browser"));
    assertThat(anyPort.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(anyPort.err()).contains("has port 0");

    CommandRun memory =
        CommandRun.in(directory)
            .with("IBKR_AUTH_STORE_KIND", "memory")
            .run(line("oauth1a", "connect", "--no-browser"));
    assertThat(memory.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(memory.err()).contains("is memory, which ends with this command");
    assertThat(directory.resolve("home/.ibkr")).doesNotExist();
  }

  private CommandRun connect(String strategy, SimulatedUser user, String... options)
      throws Exception {
    try (ConnectRun run = start(strategy, options)) {
      comeBack(visit.agree(URI.create(run.page()), user));
      assertThat(run.end()).as(run.err()).isZero();
      return new CommandRun(ExitCode.OK, run.out(), run.err());
    }
  }

  private ConnectRun start(String strategy, String... options) {
    String[] words =
        Stream.concat(Stream.of("connect", "--no-browser"), Stream.of(options))
            .toArray(String[]::new);
    return ConnectRun.start(CommandRun.in(directory), line(strategy, words));
  }

  private CommandRun run(String strategy, String... words) {
    return CommandRun.in(directory).run(line(strategy, words));
  }

  private static String[] line(String strategy, String... words) {
    return Stream.concat(
            Stream.of(words), Stream.of("--config", ConnectFile.NAME, "--profile", strategy))
        .toArray(String[]::new);
  }

  private int comeBack(String query) throws Exception {
    return BROWSER
        .send(
            HttpRequest.newBuilder(URI.create(callback + (query.isEmpty() ? "" : "?" + query)))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private void answer(String path, String token, String value, String secret, String other) {
    simulator
        .faults()
        .on("POST", path)
        .always()
        .body(
            200,
            "application/json",
            "{\"%s\":\"%s\",\"%s\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                .formatted(token, value, secret, other));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
