package io.github.ibkrauth.ibkr.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.model.BarHistory;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.OrderState;
import io.github.ibkrauth.ibkr.model.Trade;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicsTest {

  private final StreamBench bench = new StreamBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void marketData_whenConsumersWantDifferentFields_shareOneSubscriptionAndGetTheirs() {
    Collector<MarketData> last =
        Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.LAST));
    FakeServer.Call call = bench.connected();
    call.heard();
    Collector<MarketData> bid =
        Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.BID));

    assertThat(call.heard()).containsExactly("smd+265598+{\"fields\":[\"31\",\"84\"]}");

    call.say(StreamBench.prices(StreamBench.CONID, "'31':'C10.50','84':'10'"));
    assertThat(bid.next().bid()).hasToString("10");
    call.say(StreamBench.prices(StreamBench.CONID, "'84':'11'"));

    assertThat(last.next().fields())
        .containsExactly(java.util.Map.entry(MarketDataField.LAST, "C10.50"));
    assertThat(bid.next().bid()).hasToString("11");
    assertThat(last.isQuiet()).isTrue();
  }

  @Test
  void marketData_whenAConsumerComesLate_tellsItWhatIsKnown() {
    Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.LAST));
    FakeServer.Call call = bench.connected();
    call.say(StreamBench.prices(StreamBench.CONID, "'31':'1'"));
    Collector<MarketData> late =
        Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.LAST));

    assertThat(late.next().last()).hasToString("1");
  }

  @Test
  void marketData_whenAConsumerIsSlow_keepsTheNewestOfEachFieldAndContract() {
    Collector<MarketData> slow =
        Collector.of(
            bench.client.marketData(
                List.of(1L, 2L), List.of(MarketDataField.LAST, MarketDataField.BID)),
            0);
    FakeServer.Call call = bench.connected();
    for (int i = 0; i < 1000; i++) {
      call.say(StreamBench.prices(1, "'31':'" + i + "'"));
      call.say(StreamBench.prices(2, "'84':'" + i + "'"));
    }
    call.say(StreamBench.prices(1, "'84':'5'"));
    slow.request(10);
    MarketData first = slow.next();
    MarketData second = slow.next();

    assertThat(first.conid()).isEqualTo(1);
    assertThat(first.last()).hasToString("999");
    assertThat(first.bid()).hasToString("5");
    assertThat(second.bid()).hasToString("999");
    assertThat(slow.isQuiet()).isTrue();
  }

  @Test
  void orders_whenChangesCome_areWholeAndToldOnce() {
    Collector<LiveOrder> orders = Collector.of(bench.client.orders());
    FakeServer.Call call = bench.connected();
    call.say("{'topic':'sor','args':[{'orderId':1,'acct':'DU1','status':'Submitted'}]}");
    call.say("{'topic':'sor','args':[{'orderId':1,'filledQuantity':5}]}");

    assertThat(orders.next().state()).contains(OrderState.SUBMITTED);
    LiveOrder second = orders.next();
    assertThat(second.filledQuantity()).hasToString("5");
    assertThat(second.state()).contains(OrderState.SUBMITTED);

    call.breaks();
    bench.pass(1);
    bench
        .server
        .last()
        .ready()
        .say(
            "{'topic':'sor','args':[{'orderId':1,'acct':'DU1','status':'Submitted',"
                + "'filledQuantity':5},{'orderId':2,'status':'Filled'}]}");

    assertThat(orders.next().orderId()).isEqualTo(2);
    assertThat(orders.isQuiet()).isTrue();
  }

  @Test
  void orders_whenAConsumerComesLate_tellsItAllThatAreKnown() {
    Collector.of(bench.client.orders());
    bench.connected().say("{'topic':'sor','args':[{'orderId':1,'status':'Filled'},{'orderId':2}]}");
    Collector<LiveOrder> late = Collector.of(bench.client.orders());

    assertThat(late.next().orderId()).isEqualTo(1);
    assertThat(late.next().orderId()).isEqualTo(2);
  }

  @Test
  void trades_whenTheBrokerRepeatsThem_areToldOnceToEach() {
    Collector<Trade> early = Collector.of(bench.client.trades(1));
    FakeServer.Call call = bench.connected();
    call.say(trades(1, 2));
    assertThat(call.heard()).containsExactly("str+{\"realtimeUpdatesOnly\":false,\"days\":1}");
    assertThat(early.next().executionId()).isEqualTo("e1");
    assertThat(early.next().executionId()).isEqualTo("e2");
    Collector<Trade> late = Collector.of(bench.client.trades(3));
    assertThat(call.heard()).containsExactly("str+{\"realtimeUpdatesOnly\":false,\"days\":3}");
    call.say(trades(1, 2, 3));

    assertThat(early.next().executionId()).isEqualTo("e3");
    assertThat(late.next().executionId()).isEqualTo("e1");
    assertThat(late.next().executionId()).isEqualTo("e2");
    assertThat(late.next().executionId()).isEqualTo("e3");

    call.breaks();
    bench.pass(1);
    bench.server.last().ready().say(trades(1, 2, 3, 4));

    assertThat(early.next().executionId()).isEqualTo("e4");
    assertThat(late.next().executionId()).isEqualTo("e4");
    assertThat(early.isQuiet()).isTrue();
  }

  @Test
  void trades_whenOlderThanWanted_areLeftOut() {
    Collector<Trade> trades = Collector.of(bench.client.trades(1));
    long old = bench.time.instant().minusSeconds(90_000).toEpochMilli();
    bench
        .connected()
        .say("{'topic':'str','args':[{'execution_id':'old','trade_time_r':" + old + "}]}");

    assertThat(trades.isQuiet()).isTrue();
  }

  @Test
  void trades_whenNobodyTakesThem_endWithAnErrorAfterAllThatWereKept() {
    Collector<Trade> slow = Collector.of(bench.client.trades(1), 0);
    FakeServer.Call call = bench.connected();
    for (int i = 0; i <= StreamingClient.KEPT; i++) {
      call.say(trades(i));
    }
    assertThat(slow.error).isNull();
    slow.request(Long.MAX_VALUE);

    assertThat(slow.hasEnded()).isTrue();
    assertThat(slow.all()).hasSize(StreamingClient.KEPT);
    assertThat(slow.error)
        .isInstanceOf(StreamOverflowException.class)
        .hasMessageContaining("str")
        .hasMessageContaining("10000");
  }

  @Test
  void bars_whenEnded_areEndedByTheIdOfTheBroker() {
    Collector<BarHistory> bars = Collector.of(bench.client.bars(BarsQuery.of(7, "2h", "5min")));
    FakeServer.Call call = bench.connected();
    assertThat(call.heard())
        .containsExactly(
            "smh+7+{\"period\":\"2h\",\"bar\":\"5min\",\"outsideRth\":false,\"source\":\"trades\","
                + "\"format\":\"%o/%c/%h/%l/%v\"}");
    call.say("{'serverId':'20','data':[{'o':1,'t':0}],'topic':'smh+7'}");
    assertThat(bars.next().bars()).hasSize(1);
    bars.cancel();

    assertThat(call.heard()).containsExactly("umh+20");
  }

  @Test
  void bars_whenSixAreWanted_areRefusedForTheSixth() {
    for (int i = 1; i <= 5; i++) {
      Collector.of(bench.client.bars(BarsQuery.of(i, "2h", "5min")));
    }
    Collector<BarHistory> sixth = Collector.of(bench.client.bars(BarsQuery.of(6, "2h", "5min")));

    assertThat(sixth.hasEnded()).isTrue();
    assertThat(sixth.error).isInstanceOf(StreamException.class).hasMessageContaining("5");
  }

  @Test
  void ladder_whenOneOfTwoEnds_keepsTheOther() {
    Collector<Ladder> one = Collector.of(bench.client.ladder("DU1", 1));
    Collector<Ladder> other = Collector.of(bench.client.ladder("DU1", 2));
    FakeServer.Call call = bench.connected();
    assertThat(call.heard()).containsExactlyInAnyOrder("sbd+DU1+1", "sbd+DU1+2");
    call.say(
        "{'topic':'sbd+DU1+2','data':[{'row':0,'focus':1,'price':'200 @ 10.50','ask':'100'}]}");
    Ladder.Row row = other.next().rows().get(0);
    assertThat(row.price()).hasToString("10.50");
    assertThat(row.isLast()).isTrue();
    one.cancel();

    assertThat(call.heard()).containsExactly("ubd+DU1", "sbd+DU1+2");
  }

  @Test
  void pnl_whenAConsumerIsSlow_keepsTheNewestOfEachAccount() {
    Collector<PnlUpdate> slow = Collector.of(bench.client.pnl(), 0);
    FakeServer.Call call = bench.connected();
    call.say("{'topic':'spl','args':{'A.Core':{'dpl':1},'B.Core':{'dpl':2}}}");
    call.say("{'topic':'spl','args':{'A.Core':{'dpl':3}}}");
    slow.request(5);

    PnlUpdate update = slow.next();
    assertThat(update.rows().get("A.Core").dailyPnl()).hasToString("3");
    assertThat(update.rows().get("B.Core").dailyPnl()).hasToString("2");
    assertThat(slow.isQuiet()).isTrue();
  }

  @Test
  void balances_whenTheyCome_areRead() {
    Collector<SummaryUpdate> summary = Collector.of(bench.client.accountSummary("DU1"));
    Collector<LedgerUpdate> ledger = Collector.of(bench.client.ledger("DU1"));
    FakeServer.Call call = bench.connected();
    call.say(
        "{'topic':'ssd+DU1','result':[{'key':'NetLiquidation','monetaryValue':5,"
            + "'currency':'USD','timestamp':1702582422}]}");
    call.say(
        "{'topic':'sld+DU1','result':[{'key':'LedgerListUSD','secondKey':'USD','cashbalance':3}]}");

    SummaryUpdate.Figure figure = summary.next().figures().get(0);
    assertThat(figure.amount()).hasToString("5");
    assertThat(figure.key()).contains("NetLiquidation");
    LedgerUpdate update = ledger.next();
    assertThat(update.account()).isEqualTo("DU1");
    assertThat(update.lines().get(0).cashBalance()).hasToString("3");
  }

  @Test
  void topic_whenTheBrokerRefusesIt_endsForItsConsumersOnly() {
    Collector<MarketData> refused = Collector.of(bench.client.marketData(1, MarketDataField.LAST));
    Collector<MarketData> other = Collector.of(bench.client.marketData(2, MarketDataField.LAST));
    FakeServer.Call call = bench.connected();
    call.say("{'topic':'smd+1','error':'unknown contract'}");
    call.say(StreamBench.prices(2, "'31':'1'"));

    assertThat(refused.hasEnded()).isTrue();
    assertThat(refused.error).hasMessageContaining("unknown contract");
    assertThat(other.next().last()).hasToString("1");
  }

  @Test
  void news_whenItComesUnasked_isHandedOn() {
    Collector<Bulletin> bulletins = Collector.of(bench.client.bulletins());
    Collector<SystemMessage> system = Collector.of(bench.client.system());
    Collector<?> status = Collector.of(bench.client.sessionStatus());
    FakeServer.Call call = bench.connected();
    call.say("{'topic':'blt','args':{'id':'1','message':'hello'}}");
    call.say("{'topic':'sts','args':{'authenticated':true}}");

    assertThat(bulletins.next().message()).contains("hello");
    assertThat(system.next().userName()).contains("user");
    assertThat(status.next().toString()).contains("authenticated");
    assertThat(call.sent).isEmpty();
  }

  @Test
  void prompts_whenThereIsNoPolicy_areLeftUnanswered() {
    Collector<Notification> notices = Collector.of(bench.client.notifications());
    bench.connected().say(prompt("12"));

    assertThat(notices.next().isPrompt()).isTrue();
    assertThat(bench.login.answers).isEmpty();
  }

  @Test
  void prompts_whenThePolicyDecides_areAnsweredOnce() throws InterruptedException {
    Collector<Notification> notices = Collector.of(bench.client.notifications());
    bench.client.answerPrompts(
        prompt ->
            prompt.requestId().get().equals("12") ? Optional.of("No") : Optional.of("Perhaps"));
    FakeServer.Call call = bench.connected();
    call.say(prompt("12"));
    call.say(prompt("12"));
    call.say(prompt("13"));
    call.say("{'topic':'ntf','args':{'id':'1','text':'no prompt'}}");
    for (int i = 0; i < 4; i++) {
      notices.next();
    }

    // The policy is a listener as well, and takes its time.
    for (int i = 0; i < 100 && bench.login.answers.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(bench.login.answers).containsExactly("99 12 No");
  }

  @Test
  void subscribe_whenAPartWouldChangeTheMessage_isRefused() {
    assertThatThrownBy(() -> bench.client.ladder("DU1+{}", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bench.client.marketData(-1, MarketDataField.LAST))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bench.client.marketData(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bench.client.trades(8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bench.client.marketDataAt(1, "A+B", MarketDataField.LAST))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String prompt(String id) {
    return "{'topic':'ntf','args':{'orderId':99,'reqId':'"
        + id
        + "','text':'Really?','options':['Yes','No']}}";
  }

  private String trades(int... ids) {
    StringBuilder args = new StringBuilder();
    for (int id : ids) {
      args.append(args.isEmpty() ? "" : ",")
          .append("{'execution_id':'e" + id + "','trade_time_r':")
          .append(bench.time.instant().toEpochMilli())
          .append("}");
    }
    return "{'topic':'str','args':[" + args + "]}";
  }
}
