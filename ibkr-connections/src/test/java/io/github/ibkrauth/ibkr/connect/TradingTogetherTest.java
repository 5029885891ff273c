package io.github.ibkrauth.ibkr.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.BookedOrder;
import io.github.ibkrauth.ibkr.simulator.FillPolicy;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedBook;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users of one application who trade at once, while one after the other is in trouble. The broker's
 * book judges: each order once, for its own account; and everybody hears of his own, and of that
 * everything.
 */
class TradingTogetherTest {

  /** They keep their clients and listen; the others come for each order and go again. */
  private static final int SEATS = 6;

  private static final int USERS = 10;
  private static final int PLACES = SEATS + 2;
  private static final int ORDERS = 2;
  private static final long SEED = 7;

  /** Answers about their orders get lost; the second has another client when he looks for them. */
  private static final Set<Integer> UNLUCKY = Set.of(4, 8);

  private static final int REVOKED = 5;
  private static final int DISPLACED = 6;
  private static final BigDecimal PRICE = new BigDecimal("0.01");

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final ExecutorService threads = Executors.newFixedThreadPool(USERS);
  private final List<Trader> traders = new ArrayList<>();
  private Application app;

  @AfterEach
  void stop() {
    threads.shutdownNow();
    if (app != null) {
      app.close();
    }
  }

  private void open(String strategy) {
    app =
        Application.atWork(
            strategy,
            IbkrSimulator.builder()
                .seed(SEED)
                .users(USERS + 1)
                .timestampTolerance(Duration.ofMinutes(4)),
            folder,
            Map.of(),
            limits -> limits.maxOpen(PLACES));
    SimulatedBook book = app.simulator.book();
    book.fillPolicy(FillPolicy.NEVER);
    book.acceptDuplicates(true);
    app.connect(1, USERS + 1, Duration.ZERO);
    IntStream.rangeClosed(1, USERS).forEach(number -> traders.add(new Trader(app, number)));
    app.goBy();
  }

  private Trader trader(int number) {
    return traders.get(number - 1);
  }

  private List<Trader> seated() {
    return traders.subList(0, SEATS);
  }

  private List<Trader> without(int... numbers) {
    Set<Integer> left = new TreeSet<>();
    IntStream.of(numbers).forEach(left::add);
    return traders.stream().filter(trader -> !left.contains(trader.number)).toList();
  }

  /** Lets users do something at once, and something happen meanwhile. */
  private void together(List<Trader> who, Consumer<Trader> what, Runnable meanwhile)
      throws Exception {
    List<Future<?>> all = new ArrayList<>();
    who.forEach(trader -> all.add(threads.submit(() -> what.accept(trader))));
    meanwhile.run();
    for (Future<?> each : all) {
      each.get();
    }
  }

  /** Fills one unit of every order that has more to come, and lets something happen in between. */
  private void fill(Runnable between) {
    SimulatedBook book = app.simulator.book();
    int filled = 0;
    for (BookedOrder order : book.orders()) {
      if (order.isWorking() && order.remaining().signum() > 0) {
        book.fill(order.orderId(), BigDecimal.ONE, PRICE);
        if (filled++ % 5 == 0) {
          between.run();
        }
      }
    }
  }

  private void cut(int... numbers) {
    IntStream.of(numbers).forEach(number -> app.simulator.streams().cut(trader(number).name()));
  }

  private void rotateTokens() {
    app.simulator.faults().expireAccessTokensNow();
    app.simulator.faults().expireLiveSessionTokensNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void users_whenOthersAreInTrouble_tradeForThemselvesAndHearOfTheirOwn(String strategy)
      throws Exception {
    open(strategy);
    together(traders, Trader::arrive, () -> {});
    together(seated(), trader -> trader.takeSeat(trader.number % 2 == 0), () -> {});

    // Connections are cut, and answers about two orders of two users are lost.
    for (int unlucky : UNLUCKY) {
      app.simulator
          .faults()
          .on("POST", "/v1/api/iserver/account/" + trader(unlucky).account() + "/orders")
          .times(2)
          .afterProcessing()
          .cutConnection();
    }
    together(traders, trader -> trader.trade(ORDERS), () -> cut(1, 2));
    assertThat(traders).filteredOn(trader -> trader.unknown.get() == 2).hasSameSizeAs(UNLUCKY);
    assertThat(traders).filteredOn(trader -> trader.unknown.get() == 0).hasSize(USERS - 2);
    fill(() -> cut(1));

    // Everybody's token is refused, one user takes his grant back, another logs in elsewhere.
    rotateTokens();
    app.simulator.authorizationServer().revoke(trader(REVOKED).name());
    trader(REVOKED).patience = Duration.ofSeconds(10);
    together(
        traders,
        trader -> trader.trade(ORDERS),
        () -> {
          app.simulator.faults().competingLoginNow(trader(DISPLACED).name());
          fill(() -> cut(2));
        });

    // One user's client is closed and made again.
    trader(3).leaveSeat();
    together(without(3, REVOKED), trader -> trader.trade(ORDERS), () -> fill(() -> cut(1)));
    trader(3).takeSeat(false);
    together(List.of(trader(3)), trader -> trader.trade(ORDERS), () -> {});
    List<Trader> listening = seated().stream().filter(trader -> trader.number != REVOKED).toList();
    Application.await("all listen", () -> listening.stream().allMatch(Trader::isLive));
    traders.forEach(
        trader ->
            app.simulator
                .streams()
                .notice(trader.name(), Map.of("id", "1", "text", "to " + trader.id())));
    fill(() -> cut(1, 2, 3));
    fill(() -> {});

    judgeTheBook();
    listening.forEach(this::judgeWhatHeHeard);
    for (Trader trader : traders) {
      assertThat(trader.foreign).as("what %s heard of others", trader.id()).isEmpty();
    }
    assertThat(app.onlooker.crossed()).isEmpty();
    assertThat(app.events)
        .filteredOn(ConnectionEvent.UserNeeded.class::isInstance)
        .extracting(ConnectionEvent::userId)
        .containsOnly(trader(REVOKED).id());
    assertThat(app.connections.find(trader(REVOKED).id()).orElseThrow().state())
        .isEqualTo(ConnectionStatus.State.USER_NEEDED);
    assertThat(app.events)
        .as("somebody had to make room")
        .filteredOn(
            event ->
                event instanceof ConnectionEvent.Closed closed
                    && closed.why() == ConnectionEvent.Reason.EVICTED)
        .isNotEmpty();
  }

  /** Each order is there once, for the account of whoever placed it, and no other is. */
  private void judgeTheBook() {
    SimulatedBook book = app.simulator.book();
    Set<String> expected = new TreeSet<>();
    for (Trader trader : traders) {
      for (String clientOrderId : trader.placed) {
        expected.add(clientOrderId);
        assertThat(book.ordersWith(clientOrderId))
            .as(clientOrderId)
            .singleElement()
            .satisfies(order -> assertThat(order.account()).isEqualTo(trader.account()));
        assertThat(book.submissions(clientOrderId))
            .as("sent by himself: " + clientOrderId)
            .isBetween(1, trader.sent.get(clientOrderId));
      }
      int all = trader.number == REVOKED ? ORDERS : 3 * ORDERS;
      assertThat(trader.placed).as("orders of %s", trader.id()).hasSize(all);
    }
    assertThat(book.orders()).extracting(BookedOrder::clientOrderId).hasSameElementsAs(expected);
    assertThat(book.orders()).hasSameSizeAs(expected);
  }

  private void judgeWhatHeHeard(Trader trader) {
    String user = trader.id();
    Application.await(
        "what there is for " + user,
        () ->
            trader.executions.containsAll(trader.executed())
                && trader.orders.size() >= trader.placed.size()
                && trader.profits.size() >= trader.accounts().size()
                && trader.prices.get() > 0
                && trader.isLive());
    if (trader.number == 3) {
      // He listened anew, and was told everything of the day again.
      assertThat(new TreeSet<>(trader.executions)).as(user).isEqualTo(trader.executed());
    } else {
      assertThat(trader.executions)
          .as(user)
          .doesNotHaveDuplicates()
          .hasSameElementsAs(trader.executed());
      assertThat(trader.questions.get() > 0)
          .as("%s asked about prices", user)
          .isEqualTo(trader.number % 2 != 0);
    }
    assertThat(trader.executed()).as(user).hasSize(2 * trader.placed.size());
    assertThat(trader.orders).as(user).hasSize(trader.placed.size());
    assertThat(trader.profits).as(user).hasSameElementsAs(trader.accounts());
    assertThat(trader.prices.get()).as(user).isPositive();
    assertThat(trader.notices).as(user).isNotEmpty().allMatch(text -> text.equals("to " + user));
    if (trader.number == DISPLACED) {
      assertThat(trader.losses.get() + trader.rivals.get()).as(user).isPositive();
    } else {
      assertThat(trader.losses.get() + trader.rivals.get()).as(user).isZero();
      assertThat(trader.failures).as(user).isEmpty();
    }
  }
}
