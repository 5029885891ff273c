package io.github.ibkrauth.ibkr.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.ibkr.RateLimitedException;
import io.github.ibkrauth.ibkr.connect.ConnectionEvent.Reason;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.OrderResult;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.simulator.FillPolicy;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one user meets, does or leaves behind, and that others do not notice. */
class UsersApartTest {

  private static final Duration PENALTY = Duration.ofMinutes(15);

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Application application;

  @AfterEach
  void stop() {
    if (application != null) {
      application.close();
    }
    threads.shutdownNow();
  }

  private Application atWork(Map<String, String> more, UnaryOperator<Connections.Builder> limits) {
    application =
        Application.atWork(
            "oauth2-jwt",
            IbkrSimulator.builder().users(6).pollsUntilEstablished(0),
            folder,
            more,
            limits);
    application.simulator.book().fillPolicy(FillPolicy.NEVER);
    return application;
  }

  private List<String> closed(Reason why) {
    return application.events.stream()
        .filter(ConnectionEvent.Closed.class::isInstance)
        .map(ConnectionEvent.Closed.class::cast)
        .filter(event -> event.why() == why)
        .map(ConnectionEvent.Closed::userId)
        .toList();
  }

  private Trader trader(int number) {
    Trader trader = new Trader(application, number);
    trader.arrive();
    return trader;
  }

  // Limits and penalties.

  @Test
  void limits_whenOneUserHasUsedHisUp_makeNobodyElseWait() throws Exception {
    Application app = atWork(Map.of(), limits -> limits);
    app.connect(1, 3, Duration.ZERO);
    // Time stands still: whoever waits for a limit waits for ever.
    app.accounts(1);
    for (int i = 0; i < 3; i++) {
      threads.execute(() -> catchThrowable(() -> app.accounts(1)));
    }
    Application.await("one user waits", () -> app.time.sleepers() == 3);

    assertThat(
            CompletableFuture.supplyAsync(() -> app.accounts(2), threads).get(10, TimeUnit.SECONDS))
        .isEqualTo(app.user(2).accountIds());
    assertThat(app.time.sleepers()).as("and nobody else").isEqualTo(3);
    app.goBy();
  }

  @Test
  void penalty_whenOneUserMeets429_holdsAllBackAndLosesNothing() {
    Application app = atWork(Map.of(), limits -> limits);
    app.connect(1, 3, Duration.ZERO);
    app.goBy();
    Trader one = trader(1);
    Trader two = trader(2);
    place(one, "before-1");
    place(two, "before-2");
    int logins = app.simulator.authorizationServer().refreshed();
    app.simulator
        .faults()
        .on("POST", "/v1/api/iserver/account/" + one.account() + "/orders")
        .tooManyRequests(PENALTY);

    // Nobody can tell from outside whether a 429 came before the order or after it.
    assertThat(catchThrowable(() -> place(one, "met-429"))).isNotNull();
    int orders = app.simulator.requests().count("POST", "/v1/api/iserver/account/*/orders");

    assertThatThrownBy(() -> place(two, "held-back"))
        .isInstanceOf(RateLimitedException.class)
        .hasMessageContaining("was not sent: the broker answered 429")
        .hasMessageNotContaining(one.account())
        .hasMessageNotContaining(one.id());
    assertThat(app.simulator.requests().count("POST", "/v1/api/iserver/account/*/orders"))
        .as("nothing was sent")
        .isEqualTo(orders);

    app.connections.run(two.id(), client -> client.penalty().release());
    place(two, "held-back");
    place(one, "after");
    assertThat(app.simulator.book().ordersWith("held-back")).hasSize(1);
    assertThat(app.simulator.book().ordersWith("met-429")).isEmpty();
    assertThat(app.simulator.authorizationServer().refreshed()).isEqualTo(logins);
  }

  @Test
  void penalty_whenNone_leavesTheOthersAlone() {
    Application app = atWork(Map.of("ibkr.limits.penalty", "0s"), limits -> limits);
    app.connect(1, 3, Duration.ZERO);
    app.goBy();
    Trader one = trader(1);
    Trader two = trader(2);
    app.simulator
        .faults()
        .on("POST", "/v1/api/iserver/account/" + one.account() + "/orders")
        .always()
        .tooManyRequests();

    for (int i = 0; i < 3; i++) {
      String number = "-" + i;
      assertThat(catchThrowable(() -> place(one, "one" + number))).isNotNull();
      place(two, "two" + number);
    }

    assertThat(app.simulator.book().orders())
        .extracting(order -> order.clientOrderId())
        .containsExactly("two-0", "two-1", "two-2");
  }

  @Test
  void limits_whenAClientWasInUseForHours_goOnCountingAfterwards() {
    application =
        new Application(
            IbkrSimulator.builder().users(4),
            folder,
            Map.of("ibkr.limits.max-wait", "1s"),
            (limits, broker) -> limits);
    Application app = application;
    app.connect(1, 3, Duration.ZERO);
    try (ClientLease lease = app.connections.client("user-1")) {
      app.advance(Duration.ofHours(2));
      app.accounts(2);
      assertThat(lease.client().portfolio().accounts()).isNotEmpty();
    }
    // The client is closed, and the next use makes another.
    app.connect(1, 2, Duration.ZERO);
    assertThat(closed(Reason.REPLACED)).containsExactly("user-1");

    assertThatThrownBy(() -> app.accounts(1))
        .as("once in five seconds, whichever client asks")
        .hasMessageContaining("/portfolio/accounts");
  }

  private void place(Trader trader, String clientOrderId) {
    OrderRequest order =
        OrderRequest.limit(trader.conid(), OrderSide.BUY, BigDecimal.ONE, new BigDecimal("0.01"))
            .clientOrderId(clientOrderId);
    OrderResult result = trader.use(client -> client.orders().place(trader.account(), order));
    assertThat(result).isInstanceOf(OrderResult.Placed.class);
  }

  // Silence.

  @Test
  void silence_whenOneUsersCallsGetNoAnswer_stopsNobodyElse() {
    Application app =
        atWork(Map.of("ibkr.session.keep-alive-interval", "10s"), limits -> limits.maxOpen(4));
    app.connect(1, 5, Duration.ZERO);
    app.goBy();
    Trader one = trader(1);
    Trader two = trader(2);
    one.takeSeat(false);
    two.takeSeat(false);
    Application.await("both listen", () -> one.isLive() && two.isLive());
    app.onlooker.silence("user-1");
    for (String path : List.of("/iserver/account/trades", "/iserver/accounts", "/fyi/settings")) {
      threads.execute(
          () -> catchThrowable(() -> one.use(client -> client.call("GET", path, null))));
    }
    Application.await("no answers", () -> app.onlooker.unanswered() >= 4);

    int beats = app.simulator.requests().count("*", "/v1/api/tickle");
    two.trade(3);
    assertThat(app.accounts(3)).isEqualTo(app.user(3).accountIds());
    assertThat(app.accounts(4)).isEqualTo(app.user(4).accountIds());
    int opened = app.simulator.streams().opened();
    app.simulator.streams().cut(two.name());
    Application.await("back", () -> app.simulator.streams().opened() > opened && two.isLive());
    Application.await(
        "beats of the other",
        () -> app.simulator.requests().count("*", "/v1/api/tickle") >= beats + 4);

    assertThat(two.placed).hasSize(3);
    assertThat(two.losses.get()).isZero();
    app.onlooker.answer();
    one.trade(1);
    assertThat(one.placed).hasSize(1);
  }

  // Ends.

  @Test
  void close_whenAClientCannotBeClosed_takesNobodysPlace() {
    application =
        new Application(
            IbkrSimulator.builder().users(4),
            folder,
            Map.of(),
            (limits, broker) ->
                limits
                    .maxOpen(2)
                    .maxWait(Duration.ofMillis(50))
                    .idleAfter(Duration.ofMinutes(4))
                    .strategies(AuthStrategies.builder().add(new BrittleProvider()).build()));
    Application app = application;
    app.connect(1, 3, Duration.ZERO);
    addBrittle("brittle-1");
    addBrittle("brittle-2");

    open("brittle-1");
    app.accounts(1);
    app.advance(Duration.ofSeconds(6));
    assertThat(app.accounts(2)).as("in the place of one").isEqualTo(app.user(2).accountIds());
    assertThat(closed(Reason.EVICTED)).contains("brittle-1");

    app.advance(Duration.ofSeconds(6));
    open("brittle-1");
    open("brittle-2");
    app.advance(Duration.ofMinutes(6));
    assertThat(closed(Reason.IDLE)).contains("brittle-1", "brittle-2");
    assertThat(app.connections.open()).isZero();
    assertThat(app.accounts(1)).isEqualTo(app.user(1).accountIds());

    open("brittle-1");
    app.connections.close();
    assertThat(closed(Reason.SHUT_DOWN)).containsExactlyInAnyOrder("user-1", "brittle-1");
  }

  private void addBrittle(String user) {
    application.connections.add(
        new Connection(
            user,
            BrittleProvider.ID,
            Application.NOON,
            Map.of("ibkr.auth.strategy", BrittleProvider.ID)));
  }

  /** Lets a user's client open its session. */
  private void open(String user) {
    String host =
        application.connections.use(user, client -> client.authSession().baseUri().getHost());
    assertThat(host).isEqualTo("brittle.example");
  }

  @Test
  void close_whenAUserWasListening_leavesNothingOfHis() {
    Application app = atWork(Map.of(), limits -> limits.maxOpen(2));
    app.connect(1, 4, Duration.ZERO);
    long selectors = Leftovers.selectors();
    app.goBy();
    Trader one = trader(1);
    Trader two = trader(2);
    one.takeSeat(false);
    two.takeSeat(false);
    Application.await("both listen", () -> one.isLive() && two.isLive());
    one.trade(1);

    one.leaveSeat();
    // Somebody needs the place, and nobody uses that one.
    assertThat(app.accounts(3)).isNotEmpty();

    assertThat(closed(Reason.EVICTED)).containsExactly("user-1");
    Application.await("no connection", () -> app.simulator.streams().open(one.name()) == 0);
    assertThat(two.isLive()).isTrue();
    assertThat(app.simulator.streams().open(two.name())).isEqualTo(1);
    int heard = one.prices.get();
    two.trade(1);
    assertThat(one.prices.get()).as("he hears nothing more").isEqualTo(heard);

    app.connections.close();
    app.stand();
    Application.await("no connections", () -> app.simulator.streams().open() == 0);
    Application.await("no threads", () -> Leftovers.streamThreads() == 0);
    assertThat(app.time.pendingTasks())
        .as("no beat, alarm or attempt; only the look for idle clients")
        .isLessThanOrEqualTo(1);
    Application.await("no selectors", () -> Leftovers.selectors() <= selectors);
  }

  @Test
  void close_whileTheStreamIsBeingConnected_leavesNoConnection() {
    Application app = atWork(Map.of(), limits -> limits);
    app.connect(1, 2, Duration.ZERO);
    long selectors = Leftovers.selectors();
    app.goBy();
    app.accounts(1);
    app.simulator.faults().on("GET", "/v1/api/ws").always().delay(Duration.ofMillis(60));
    for (int i = 0; i < 5; i++) {
      int asked = app.simulator.requests().count("GET", "/v1/api/ws");
      try (ClientLease lease = app.connections.client("user-1")) {
        lease.client().streaming().pnl().listen(news -> {});
        Application.await(
            "it connects", () -> app.simulator.requests().count("GET", "/v1/api/ws") > asked);
        pause(20L * i);
      }
      // Connected anew: the client of before is closed at once.
      app.connect(1, 2, Duration.ZERO);
    }

    assertThat(closed(Reason.REPLACED)).hasSize(5);
    pause(200);
    long start = System.nanoTime();
    Application.await("no connection", () -> app.simulator.streams().open() == 0);
    // Not only when the time for making a connection is over, after ten seconds.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    Application.await("no threads", () -> Leftovers.streamThreads() == 0);
    Application.await("no selectors", () -> Leftovers.selectors() <= selectors);
  }

  @Test
  void close_whenAListenerBlocks_isOverSoonAndEndsItsThread() throws Exception {
    Application app = atWork(Map.of(), limits -> limits.maxOpen(1));
    app.connect(1, 3, Duration.ZERO);
    app.goBy();
    CompletableFuture<Thread> blocked = new CompletableFuture<>();
    try (ClientLease lease = app.connections.client("user-1")) {
      lease
          .client()
          .streaming()
          .pnl()
          .listen(
              news -> {
                blocked.complete(Thread.currentThread());
                pause(60_000);
              });
      blocked.get(20, TimeUnit.SECONDS);
    }
    long start = System.nanoTime();

    assertThat(app.accounts(2)).isEqualTo(app.user(2).accountIds());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    blocked.get().join(5_000);
    assertThat(blocked.get().isAlive()).isFalse();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What streams leave behind as long as they live. */
  private static final class Leftovers {

    static long streamThreads() {
      return threads("ibkrauth-stream-", "");
    }

    /** On Java 17 a client's selecting thread ends when the client was collected. */
    static long selectors() {
      System.gc();
      return threads("HttpClient-", "-SelectorManager");
    }

    private static long threads(String start, String end) {
      return Thread.getAllStackTraces().keySet().stream()
          .map(Thread::getName)
          .filter(name -> name.startsWith(start) && name.endsWith(end))
          .count();
    }
  }
}
