package io.github.ibkrauth.ibkr.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.model.BarHistory;
import io.github.ibkrauth.ibkr.model.BrokerageAccounts;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.OrderState;
import io.github.ibkrauth.ibkr.model.Trade;
import io.github.ibkrauth.ibkr.simulator.BookedOrder;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream of every strategy against the simulator's own WebSockets, in real time. */
class SimulatedStreamTest {

  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private @Nullable IbkrClient ibkr;

  @AfterEach
  void close() {
    if (ibkr != null) {
      ibkr.close();
    }
    simulator.close();
  }

  private IbkrClient client(String strategy) {
    Map<String, String> settings = simulator.configuration(strategy);
    if (strategy.equals("gateway-session")) {
      simulator.gateway().logIn();
    }
    IbkrClient made =
        IbkrClient.connect(
            AuthConfig.builder().prefix("ibkr.auth").values("simulator", settings).build());
    ibkr = made;
    return made;
  }

  private String account() {
    return simulator.credentials().accountIds().get(0);
  }

  private static long conid(IbkrClient client, String account) {
    client.portfolio().accounts();
    return client.portfolio().positions(account).findFirst().orElseThrow().conid();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen within 30 s");
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private BookedOrder place(IbkrClient client, long conid, int units) {
    simulator.book().askByItself(false);
    int before = simulator.book().orders().size();
    client.call(
        "POST",
        "/iserver/account/" + account() + "/orders",
        "{\"orders\":[{\"conid\":"
            + conid
            + ",\"orderType\":\"LMT\",\"price\":0.01,\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":"
            + units
            + "}]}");
    List<BookedOrder> orders = simulator.book().orders();
    assertThat(orders).hasSize(before + 1);
    return orders.get(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a", "gateway-session"})
  void stream_whenSubscribedWithAnyStrategy_bringsEveryTopic(String strategy) {
    IbkrClient client = client(strategy);
    long conid = conid(client, account());
    StreamingClient stream = client.streaming();
    Collector<MarketData> prices =
        Collector.of(stream.marketData(conid, MarketDataField.LAST, MarketDataField.BID));
    Collector<BarHistory> bars = Collector.of(stream.bars(BarsQuery.of(conid, "1h", "5min")));
    Collector<Ladder> ladder = Collector.of(stream.ladder(account(), conid));
    Collector<LiveOrder> orders = Collector.of(stream.orders());
    Collector<Trade> trades = Collector.of(stream.trades(1));
    Collector<PnlUpdate> pnl = Collector.of(stream.pnl());
    Collector<SummaryUpdate> summary = Collector.of(stream.accountSummary(account()));
    Collector<LedgerUpdate> ledger = Collector.of(stream.ledger(account()));
    Collector<BrokerageAccounts> accounts = Collector.of(stream.accounts());

    assertThat(prices.next().last().isPresent()).isTrue();
    assertThat(bars.next().bars()).isNotEmpty();
    assertThat(ladder.next().rows()).hasSize(10);
    assertThat(pnl.next().rows()).containsKey(account() + ".Core");
    assertThat(summary.next().figures()).isNotEmpty();
    assertThat(ledger.next().lines()).isNotEmpty();
    assertThat(accounts.next().accounts()).contains(account());

    BookedOrder order = place(client, conid, 10);
    simulator.book().fill(order.orderId(), new BigDecimal(4), new BigDecimal("0.01"));
    simulator.book().fill(order.orderId(), new BigDecimal(6), new BigDecimal("0.01"));

    LiveOrder last = orders.next();
    while (!last.state().equals(java.util.Optional.of(OrderState.FILLED))) {
      last = orders.next();
    }
    assertThat(last.filledQuantity().value()).isEqualByComparingTo("10");
    assertThat(trades.next().size().value()).isEqualByComparingTo("4");
    assertThat(trades.next().size().value()).isEqualByComparingTo("6");
    assertThat(simulator.streams().early()).isZero();
    assertThat(simulator.streams().opened()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a", "gateway-session"})
  void stream_whenCutWhileOrdersAreFilled_losesAndRepeatsNothing(String strategy) {
    IbkrClient client = client(strategy);
    long conid = conid(client, account());
    Collector<Trade> trades = Collector.of(client.streaming().trades(1));
    Collector<LiveOrder> orders = Collector.of(client.streaming().orders());
    await(() -> simulator.streams().sent("str") > 0);
    BookedOrder order = place(client, conid, 10);
    for (int i = 0; i < 10; i++) {
      if (i % 3 == 1) {
        simulator.streams().cut();
      }
      simulator.book().fill(order.orderId(), BigDecimal.ONE, new BigDecimal("0.01"));
    }
    for (int i = 0; i < 10; i++) {
      assertThat(trades.next().executionId())
          .isEqualTo(simulator.book().trades().get(i).executionId());
    }
    LiveOrder last = orders.next();
    while (!last.state().equals(java.util.Optional.of(OrderState.FILLED))) {
      last = orders.next();
    }

    assertThat(trades.isQuiet()).isTrue();
    assertThat(orders.isQuiet()).isTrue();
    assertThat(simulator.streams().early()).isZero();
  }

  @Test
  void stream_whenMessagesComeInPiecesOrAsBytesOrAsJunk_goesOn() {
    simulator.streams().askForSession(true);
    simulator.streams().fragmented(true);
    simulator.streams().binary(true);
    IbkrClient client = client("oauth2-jwt");
    Collector<PnlUpdate> pnl = Collector.of(client.streaming().pnl());
    pnl.next();
    simulator.streams().fragmented(false);
    simulator.streams().send(new byte[] {(byte) 0xC3, 0x28, 0, 1});
    pnl.next();
    simulator.streams().binary(false);
    pnl.next();

    assertThat(client.streaming().status().unreadable()).isEqualTo(1);
    assertThat(simulator.streams().opened()).isEqualTo(1);
    assertThat(simulator.streams().early()).isZero();
    assertThat(client.brokerage().state().name()).isEqualTo("IDLE");
  }

  @Test
  void stream_whenATextMessageIsNoUtf8_isBackAtOnce() {
    IbkrClient client = client("oauth1a");
    Collector<PnlUpdate> pnl = Collector.of(client.streaming().pnl());
    pnl.next();
    simulator.streams().sendText(new byte[] {'{', (byte) 0xC3, 0x28, '}'});
    await(() -> simulator.streams().opened() == 2);

    pnl.next();
    pnl.next();
  }

  @Test
  void stream_whenTheTokenIsRevoked_isBackWithAnotherWithinTwoSeconds() {
    IbkrClient client = client("oauth2-jwt");
    Collector<PnlUpdate> pnl = Collector.of(client.streaming().pnl());
    pnl.next();
    long start = System.nanoTime();
    simulator.faults().expireSsoTokensNow();
    await(() -> simulator.streams().opened() == 2);
    pnl.next();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void stream_whenTheUpgradeIsRefused_isTriedAgain() {
    simulator.faults().on("GET", "/v1/api/ws").status(503);
    simulator.faults().on("GET", "/v1/api/ws").cutConnection();
    IbkrClient client = client("oauth2-jwt");
    Collector<PnlUpdate> pnl = Collector.of(client.streaming().pnl());

    pnl.next();
    assertThat(simulator.requests().count("GET", "/v1/api/ws")).isEqualTo(3);
  }

  @Test
  void stream_whenClosed_leavesNoThreadOfItsOwn() {
    IbkrClient client = client("oauth2-jwt");
    Collector<PnlUpdate> pnl = Collector.of(client.streaming().pnl());
    pnl.next();
    long start = System.nanoTime();
    client.streaming().close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(pnl.hasEnded()).isTrue();
    assertThat(StreamBench.threads()).isEmpty();
    await(() -> simulator.streams().open() == 0);
  }

  @Test
  void stream_whenItLogs_tellsNoSecret() {
    IbkrClient client = client("oauth2-jwt");
    Collector.of(client.streaming().pnl()).next();

    assertThat(simulator.requests().entries())
        .filteredOn(entry -> entry.path().endsWith("/ws"))
        .hasSize(1)
        .allSatisfy(entry -> assertThat(entry.query()).contains("[redacted]"));
  }
}
