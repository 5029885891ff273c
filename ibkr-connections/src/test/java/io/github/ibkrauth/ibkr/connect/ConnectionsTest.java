package io.github.ibkrauth.ibkr.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.connect.ConnectionEvent.Reason;
import io.github.ibkrauth.ibkr.connect.ConnectionStatus.State;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {

  private static final Duration SHORT = Duration.ofSeconds(6);

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private Application application;

  @AfterEach
  void stop() {
    if (application != null) {
      application.close();
    }
  }

  private Application start(int users, UnaryOperator<Connections.Builder> limits) {
    application = new Application(users, folder, limits);
    return application;
  }

  @Test
  void use_whenUsersConnected_callsInEachUsersName() {
    Application app = start(5, limits -> limits);
    app.connect(1, 4, Duration.ZERO);

    for (int number = 1; number < 4; number++) {
      assertThat(app.accounts(number))
          .containsExactlyElementsOf(app.user(number).accountIds())
          .doesNotContainAnyElementsOf(app.user(number % 3 + 1).accountIds());
    }
    assertThat(app.onlooker.crossed()).isEmpty();
    assertThat(app.onlooker.owners()).hasSize(3).containsValues("user-1", "user-2", "user-3");
  }

  @Test
  void list_whenUsed_tellsWhereEachStands() {
    Application app = start(5, limits -> limits);
    app.connect(1, 4, Duration.ZERO);
    app.accounts(2);

    try (ClientLease lease = app.connections.client("user-3")) {
      assertThat(lease.client()).isNotNull();
      assertThat(app.connections.list())
          .extracting(ConnectionStatus::userId, ConnectionStatus::state)
          .containsExactlyInAnyOrder(
              tuple("user-1", State.CLOSED),
              tuple("user-2", State.OPEN),
              tuple("user-3", State.IN_USE));
    }
    ConnectionStatus second = app.connections.find("user-2").orElseThrow();
    assertThat(second.strategyId()).isEqualTo("oauth2-jwt");
    assertThat(second.manual()).isFalse();
    assertThat(second.lastUsed()).contains(Application.NOON);
    assertThat(app.connections.find("user-4")).isEmpty();
  }

  @Test
  void use_whenNobodyConnected_saysSoWithoutNamingTheUser() {
    Application app = start(2, limits -> limits);

    assertThatThrownBy(() -> app.connections.use("secret-agent", IbkrClient::session))
        .isInstanceOf(ConnectionsException.class)
        .hasMessageContaining("The user 4003d969 has no connection")
        .hasMessageNotContaining("secret-agent")
        .hasMessageEndingWith("[CONNECTION_UNKNOWN]");
    assertThat(app.connections.open()).as("no place is lost").isZero();
  }

  @Test
  void use_whenProcessRestarted_findsTheStoredConnection() {
    Application app = start(3, limits -> limits);
    app.connect(1, 2, Duration.ZERO);
    Connections another = Connections.builder(app.config).runtime(app.runtime).build();

    List<String> seen =
        another.use(
            "user-1", client -> client.portfolio().accounts().stream().map(a -> a.id()).toList());

    assertThat(seen).isEqualTo(app.user(1).accountIds());
    assertThat(another.list()).hasSize(1);
    another.close();
  }

  @Test
  void open_whenMoreUsersThanPlaces_evictsTheLeastRecentlyUsedIdleOne() {
    Application app = start(6, limits -> limits.maxOpen(2));
    app.connect(1, 4, Duration.ZERO);
    app.accounts(1);
    app.accounts(2);
    app.advance(SHORT);
    app.accounts(1);

    app.accounts(3);

    assertThat(app.connections.open()).isEqualTo(2);
    assertThat(closed(Reason.EVICTED)).containsExactly("user-2");
  }

  @Test
  void open_whenAllAreInUse_neverTakesOneAndSaysSo() {
    Application app = start(6, limits -> limits.maxOpen(2).maxWait(Duration.ofMillis(50)));
    app.connect(1, 4, Duration.ZERO);
    try (ClientLease first = app.connections.client("user-1");
        ClientLease second = app.connections.client("user-2")) {
      assertThat(second.client()).isNotSameAs(first.client());

      assertThatThrownBy(() -> app.accounts(3))
          .isInstanceOfSatisfying(
              ConnectionsException.class, e -> assertThat(e.retryable()).isTrue())
          .hasMessageContaining("All 2 connections that may be open")
          .hasMessageEndingWith("[CONNECTIONS_BUSY]");
      assertThat(first.client().portfolio().accounts()).isNotEmpty();
    }
    assertThat(app.accounts(3)).isEqualTo(app.user(3).accountIds());
  }

  @Test
  void open_whenAPlaceIsGivenBack_isGivenToWhoWaits() throws Exception {
    Application app = start(6, limits -> limits.maxOpen(1));
    app.connect(1, 3, Duration.ZERO);
    ClientLease first = app.connections.client("user-1");
    CompletableFuture<List<String>> waiting = CompletableFuture.supplyAsync(() -> app.accounts(2));
    assertThat(waiting).isNotDone();

    first.close();

    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(app.user(2).accountIds());
    assertThatThrownBy(first::client).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void client_whenOneUserTakesTooMany_makesOnlyThatUserWait() {
    Application app = start(6, limits -> limits.usesPerUser(2).maxWait(Duration.ofMillis(50)));
    app.connect(1, 3, Duration.ZERO);
    try (ClientLease one = app.connections.client("user-1");
        ClientLease two = app.connections.client("user-1")) {
      assertThat(one.client()).isSameAs(two.client());

      assertThatThrownBy(() -> app.connections.client("user-1"))
          .isInstanceOf(ConnectionsException.class)
          .hasMessageContaining("in use 2 times at once");
      assertThat(app.accounts(2)).isNotEmpty();
    }
  }

  @Test
  void open_whenNobodyUsesIt_isClosedAndTheNextUseOpensAgain() {
    Application app = start(3, limits -> limits.idleAfter(Duration.ofMinutes(4)));
    app.connect(1, 2, Duration.ZERO);
    app.accounts(1);

    app.advance(Duration.ofMinutes(3));
    assertThat(app.connections.open()).isEqualTo(1);
    app.advance(Duration.ofMinutes(2));

    assertThat(app.connections.open()).isZero();
    assertThat(closed(Reason.IDLE)).containsExactly("user-1");
    assertThat(app.accounts(1)).isEqualTo(app.user(1).accountIds());
  }

  @Test
  void open_whenInUseForLong_isNotClosedForIdleness() {
    Application app = start(3, limits -> limits.idleAfter(Duration.ofMinutes(4)));
    app.connect(1, 2, Duration.ZERO);
    try (ClientLease lease = app.connections.client("user-1")) {
      app.advance(Duration.ofMinutes(30));

      assertThat(lease.client().portfolio().accounts()).isNotEmpty();
      assertThat(closed(Reason.IDLE)).isEmpty();
    }
    app.advance(Duration.ofMinutes(6));
    assertThat(closed(Reason.IDLE)).containsExactly("user-1");
  }

  @Test
  void limits_whenAClientWasClosedMeanwhile_goOnCounting() {
    Application app =
        new Application(
            IbkrSimulator.builder().users(4),
            folder,
            Map.of("ibkr.limits.max-wait", "1s"),
            (limits, broker) -> limits.maxOpen(1));
    application = app;
    app.connect(1, 3, Duration.ZERO);
    app.accounts(1);
    app.accounts(2);
    assertThat(closed(Reason.EVICTED)).containsExactly("user-1");

    assertThatThrownBy(() -> app.accounts(1))
        .as("once in five seconds, whichever client asks")
        .hasMessageContaining("/portfolio/accounts");
    app.advance(SHORT);
    assertThat(app.accounts(1)).isNotEmpty();
  }

  @Test
  void connection_whenTheApplicationHasMovedToAnotherStrategy_staysThatOfItsOwn() {
    Application app = start(3, limits -> limits);
    app.connect(1, 2, Duration.ZERO);

    app.forget(Map.of("ibkr.auth.strategy", "oauth1a"));

    assertThat(app.accounts(1)).isNotEmpty();
    assertThat(app.connections.remove("user-1")).isTrue();
    assertThat(app.simulator.authorizationServer().revoked()).isEqualTo(1);
  }

  @Test
  void remove_whenConnected_revokesForgetsAndCloses() {
    Application app = start(3, limits -> limits);
    app.connect(1, 3, Duration.ZERO);
    app.accounts(1);

    assertThat(app.connections.remove("user-1")).isTrue();
    assertThat(app.connections.remove("user-1")).isFalse();

    assertThat(app.simulator.authorizationServer().revoked()).isEqualTo(1);
    assertThat(app.connections.list())
        .extracting(ConnectionStatus::userId)
        .containsExactly("user-2");
    assertThat(closed(Reason.REMOVED)).containsExactly("user-1");
    assertThatThrownBy(() -> app.accounts(1)).hasMessageEndingWith("[CONNECTION_UNKNOWN]");
    assertThat(app.accounts(2)).isNotEmpty();
  }

  @Test
  void use_whenTheUserTookTheGrantBack_tellsItOnceUntilConnectedAnew() {
    Application app = start(3, limits -> limits);
    app.connect(1, 3, Duration.ZERO);
    app.accounts(1);
    app.simulator.authorizationServer().revoke(app.user(1).name());
    for (int i = 0; i < 2; i++) {
      app.advance(Duration.ofHours(2));
      assertThatThrownBy(() -> app.accounts(1)).isInstanceOf(AuthException.class);
    }

    assertThat(app.connections.find("user-1").orElseThrow().state()).isEqualTo(State.USER_NEEDED);
    assertThat(app.events.stream().filter(ConnectionEvent.UserNeeded.class::isInstance))
        .singleElement()
        .satisfies(event -> assertThat(event.userId()).isEqualTo("user-1"));
    assertThat(app.accounts(2)).as("others go on").isNotEmpty();

    app.connect(1, 2, Duration.ZERO);
    assertThat(app.accounts(1)).isEqualTo(app.user(1).accountIds());
    assertThat(app.connections.find("user-1").orElseThrow().problem()).isEmpty();
  }

  @Test
  void add_whenConnectedAnew_replacesTheClientOnceItIsGivenBack() {
    Application app = start(3, limits -> limits);
    app.connect(1, 2, Duration.ZERO);
    try (ClientLease lease = app.connections.client("user-1")) {
      app.connect(1, 2, Duration.ZERO);
      assertThat(lease.client().portfolio().accounts()).as("still the one it was").isNotEmpty();
    }
    assertThat(closed(Reason.REPLACED)).containsExactly("user-1");
    app.advance(SHORT);
    assertThat(app.accounts(1)).isEqualTo(app.user(1).accountIds());
  }

  @Test
  void use_whenTheClientOfBeforeIsStillInUse_saysThatItMustBeGivenBack() {
    Application app = start(3, limits -> limits.maxWait(Duration.ofMillis(50)));
    app.connect(1, 2, Duration.ZERO);
    try (ClientLease lease = app.connections.client("user-1")) {
      app.connect(1, 2, Duration.ZERO);

      assertThat(lease.client()).isNotNull();
      assertThatThrownBy(() -> app.accounts(1))
          .hasMessageContaining("was replaced or removed")
          .hasMessageEndingWith("[CONNECTIONS_BUSY]");
    }
    assertThat(app.accounts(1)).isEqualTo(app.user(1).accountIds());
  }

  @Test
  void test_whenConnected_makesTheStrategysChecks() {
    Application app = start(3, limits -> limits);
    app.connect(1, 2, Duration.ZERO);

    assertThat(app.connections.test("user-1"))
        .isNotEmpty()
        .noneMatch(step -> step.verdict() == CheckResult.Verdict.FAIL);
    assertThatThrownBy(() -> app.connections.test("user-2"))
        .hasMessageEndingWith("[CONNECTION_UNKNOWN]");
  }

  @Test
  void close_whenClientsAreOpen_closesThemAndKeepsConnections() {
    Application app = start(3, limits -> limits);
    app.connect(1, 3, Duration.ZERO);
    app.accounts(1);
    app.accounts(2);

    app.connections.close();
    app.connections.close();

    assertThat(closed(Reason.SHUT_DOWN)).containsExactlyInAnyOrder("user-1", "user-2");
    assertThatThrownBy(() -> app.accounts(1)).isInstanceOf(IllegalStateException.class);
    assertThat(app.connections.list()).hasSize(2);
  }

  @Test
  void logsAndExceptions_whenMuchHappens_nameNoUserAndNoToken() {
    Application app = start(4, limits -> limits.maxOpen(1).maxWait(Duration.ofMillis(20)));
    app.connect(1, 4, Duration.ZERO);
    app.accounts(1);
    app.accounts(2);
    List<Throwable> thrown = new ArrayList<>();
    try (ClientLease lease = app.connections.client("user-3")) {
      assertThat(lease.client()).isNotNull();
      thrown.add(catchThrowable(() -> app.accounts(1)));
    }
    app.simulator.authorizationServer().revoke(app.user(2).name());
    app.advance(Duration.ofHours(2));
    thrown.add(catchThrowable(() -> app.accounts(2)));
    assertThat(thrown).doesNotContainNull();

    app.onlooker.owners().keySet().forEach(leaks::canary);
    thrown.forEach(leaks::scan);
    leaks.scan(app.connections);
    leaks.scan(app.connections.list());
    leaks.scan(app.events);
    assertThat(app.onlooker.cookies()).isEmpty();
  }

  @Test
  void store_whenItsFilesAreDamaged_isToldAndFillsAgain() throws Exception {
    Application app = start(4, limits -> limits);
    app.connect(1, 4, Duration.ZERO);
    damage();

    assertThatThrownBy(() -> app.accounts(1)).hasMessageEndingWith("[STORE_DAMAGED]");
    damage();
    app.connect(1, 2, Duration.ZERO);

    assertThat(app.accounts(1)).isEqualTo(app.user(1).accountIds());
    assertThatThrownBy(() -> app.connections.list()).hasMessageEndingWith("[STORE_DAMAGED]");
    assertThat(app.connections.list())
        .extracting(ConnectionStatus::userId)
        .containsExactly("user-1");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().contains(".damaged-"))).isNotEmpty();
    }
  }

  /** Cuts every file of the store short. */
  private void damage() throws Exception {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".token")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
      }
    }
  }

  @Test
  void build_whenThereIsNoStore_saysHowToHaveOne() {
    AuthConfig config =
        AuthConfig.builder().prefix("ibkr.auth").set("ibkr.auth.strategy", "oauth2-jwt").build();

    assertThatThrownBy(() -> Connections.builder(config).build())
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("ibkr.auth.store.kind");
  }

  private List<String> closed(Reason why) {
    return application.events.stream()
        .filter(ConnectionEvent.Closed.class::isInstance)
        .map(ConnectionEvent.Closed.class::cast)
        .filter(event -> event.why() == why)
        .map(ConnectionEvent.Closed::userId)
        .toList();
  }
}
