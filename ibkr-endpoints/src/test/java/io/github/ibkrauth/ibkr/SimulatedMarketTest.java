package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.endpoint.AlertRequest;
import io.github.ibkrauth.ibkr.endpoint.AlertTrigger;
import io.github.ibkrauth.ibkr.endpoint.ChainQuery;
import io.github.ibkrauth.ibkr.endpoint.HistoryRequest;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.OrderResult;
import io.github.ibkrauth.ibkr.endpoint.ScannerQuery;
import io.github.ibkrauth.ibkr.model.AlertSummary;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.Bar;
import io.github.ibkrauth.ibkr.model.ContractDetails;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.OptionRight;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.Position;
import io.github.ibkrauth.ibkr.model.Quote;
import io.github.ibkrauth.ibkr.model.Trade;
import io.github.ibkrauth.ibkr.simulator.BookedOrder;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.PriceProcess;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trading API against the simulated market, through the client. */
class SimulatedMarketTest {

  private static IbkrSimulator simulator;
  private static IbkrClient ibkr;
  private static String account;
  private static Position held;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().start();
    ibkr = connect(simulator, "oauth2-jwt");
    account = simulator.credentials().accountIds().get(0);
    held = twice();
  }

  @AfterAll
  static void stop() {
    ibkr.close();
    simulator.close();
  }

  private static IbkrClient connect(IbkrSimulator broker, String strategy) {
    return IbkrClient.connect(
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .values("simulator", broker.configuration(strategy))
            .values("test", Map.of("ibkr.session.poll-interval", "5ms"))
            .build());
  }

  /** The stock that is listed at two exchanges. */
  private static Position twice() {
    return ibkr.portfolio()
        .positions(account)
        .filter(position -> position.assetClass().filter(AssetClass.STOCK::equals).isPresent())
        .filter(position -> ibkr.contracts().search(symbol(position)).size() == 2)
        .findFirst()
        .orElseThrow();
  }

  private static String symbol(Position position) {
    return position.description().orElseThrow();
  }

  @Test
  void resolve_whenTwoExchangesListIt_wantsToKnowWhich() {
    assertThatThrownBy(() -> ibkr.contracts().resolve(symbol(held), AssetClass.STOCK))
        .isInstanceOf(AmbiguousContractException.class);
    ContractMatch match = ibkr.contracts().resolve(symbol(held), AssetClass.STOCK, "NYSE");
    assertThat(match.conid()).isEqualTo(held.conid());
    assertThatThrownBy(() -> ibkr.contracts().resolve("NOSUCH", AssetClass.STOCK))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void chain_whenNarrowedDown_hasThoseOptions() {
    List<ContractDetails> calls =
        ibkr.contracts()
            .chain(ChainQuery.on(symbol(held)).right(OptionRight.CALL).build())
            .limit(4)
            .toList();
    assertThat(calls)
        .hasSize(4)
        .allMatch(call -> call.right().orElseThrow().equals(OptionRight.CALL));
    assertThat(calls).extracting(ContractDetails::strike).doesNotHaveDuplicates();
  }

  @Test
  void snapshot_whenAwaited_agreesWithTheMarket() {
    Quote quote =
        ibkr.marketData()
            .snapshot(
                List.of(held.conid()),
                List.of(MarketDataField.LAST, MarketDataField.BID, MarketDataField.ASK),
                List.of(MarketDataField.LAST),
                Duration.ofSeconds(5))
            .get(0);
    PriceProcess.Quote now =
        simulator.prices().at((int) held.conid(), quote.updatedAt().orElseThrow());
    assertThat(quote.last().value()).isEqualByComparingTo(now.last());
    assertThat(quote.bid().value()).isEqualByComparingTo(now.bid());
    assertThat(ibkr.marketData().unsubscribe(held.conid())).isTrue();
    assertThat(ibkr.marketData().unsubscribe(held.conid())).isFalse();
  }

  @Test
  void bars_whenOfAnySpan_followEachOther() {
    Instant to = Instant.parse("2026-03-05T00:00:00Z");
    List<Bar> bars =
        ibkr.marketData()
            .bars(HistoryRequest.of(held.conid(), "1d", "1h"), to.minus(Duration.ofDays(3)), to)
            .toList();
    assertThat(bars).hasSize(72);
    for (Bar bar : bars) {
      Instant start = bar.start().orElseThrow();
      PriceProcess.Bar expected =
          simulator.prices().bar((int) held.conid(), start, start.plus(Duration.ofHours(1)));
      assertThat(bar.close().value()).isEqualByComparingTo(expected.close());
      assertThat(bar.high().value()).isEqualByComparingTo(expected.high());
    }
  }

  @Test
  void tools_whenUsed_areRead() {
    assertThat(ibkr.scanner().parameters().types()).isNotEmpty();
    assertThat(
            ibkr.scanner().run(ScannerQuery.of("STK", "STK.US.MAJOR", "MOST_ACTIVE")).contracts())
        .hasSize(50);
    AlertTrigger trigger = AlertTrigger.priceAtLeast(held.conid(), "SMART", new BigDecimal("0.01"));
    ibkr.alerts().create(account, AlertRequest.of("up", "it is up", trigger).build());
    AlertSummary alert = ibkr.alerts().list(account).get(0);
    assertThat(alert.triggered()).isTrue();
    assertThat(ibkr.alerts().get(alert.id()).json().text("alert_name")).contains("up");
    ibkr.alerts().delete(account, alert.id());
    assertThat(ibkr.alerts().list(account)).isEmpty();
    ibkr.watchlists().create("7", "mine", List.of(held.conid()));
    assertThat(ibkr.watchlists().get("7").instruments().get(0).conid()).hasValue(held.conid());
    ibkr.watchlists().delete("7");
    assertThat(ibkr.notifications().unread().count()).isEqualTo(12);
    assertThat(ibkr.analyst().performance(List.of(account), "7D").included())
        .containsExactly(account);
    assertThat(ibkr.contracts().infoAndRules(held.conid()).symbol()).contains(symbol(held));
  }

  /** Each with a broker of its own: two clients of one user name would take turns. */
  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a", "gateway-session"})
  void order_whenPlacedWithAnyStrategy_isInTheBookOnceAndMovesThePosition(String strategy) {
    try (IbkrSimulator broker = IbkrSimulator.builder().start()) {
      if (strategy.equals("gateway-session")) {
        broker.gateway().logIn();
      }
      try (IbkrClient client = connect(broker, strategy)) {
        OrderRequest order =
            OrderRequest.market(held.conid(), OrderSide.BUY, BigDecimal.ONE).clientOrderId("mine");
        assertThat(client.orders().preview(account, order).error()).isEmpty();
        BigDecimal before = units(client);
        assertThat(client.orders().place(account, order)).isInstanceOf(OrderResult.Placed.class);
        assertThat(broker.book().ordersWith("mine"))
            .extracting(BookedOrder::status)
            .containsExactly("Filled");
        assertThat(units(client)).isEqualByComparingTo(before.add(BigDecimal.ONE));
        assertThat(client.trades().today())
            .extracting(Trade::clientOrderId)
            .containsExactly(Optional.of("mine"));
      }
    }
  }

  private static BigDecimal units(IbkrClient client) {
    return client
        .portfolio()
        .positions(account)
        .filter(position -> position.conid() == held.conid())
        .findFirst()
        .orElseThrow()
        .quantity()
        .value();
  }
}
