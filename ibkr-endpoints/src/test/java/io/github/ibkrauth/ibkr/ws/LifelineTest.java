package io.github.ibkrauth.ibkr.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.model.MarketDataField;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifelineTest {

  private static final String SMD = "smd+265598+{\"fields\":[\"31\"]}";

  private final StreamBench bench = new StreamBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private Collector<MarketData> prices() {
    return Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.LAST));
  }

  @Test
  void connect_whenNobodySubscribes_isNotMade() {
    bench.pass(600);

    assertThat(bench.server.calls).isEmpty();
    assertThat(bench.client.status().state()).isEqualTo(StreamStatus.State.IDLE);
  }

  @Test
  void connect_whenTheBrokerIsNotReadyYet_saysNothing() {
    prices();
    bench.pass(0);
    FakeServer.Call call = bench.server.last();
    call.say("{'topic':'act','args':{}}");
    bench.pass(5);

    assertThat(call.sent).isEmpty();
    assertThat(bench.client.status().state()).isEqualTo(StreamStatus.State.CONNECTING);

    call.ready();

    assertThat(call.sent).containsExactly(SMD);
    assertThat(bench.client.status().state()).isEqualTo(StreamStatus.State.LIVE);
  }

  @Test
  void connect_whenAuthorized_carriesSessionAndTokenWhereTheyBelong() {
    prices();
    bench.pass(0);
    Upgrade upgrade = bench.server.last().upgrade;

    assertThat(upgrade.address()).hasToString("wss://api.example.com/v1/api/ws?bearer_token=first");
    assertThat(upgrade.headers())
        .containsEntry("Cookie", "api=session1")
        .containsKey("User-Agent")
        .doesNotContainKey("Authorization");
    assertThat(upgrade.toString()).doesNotContain("first").doesNotContain("session1");
    assertThat(bench.login.brokerageRequired).hasValue(1);
  }

  @Test
  void connect_whenTheSessionIsAskedFor_answersOnce() {
    prices();
    bench.pass(0);
    FakeServer.Call call = bench.server.last();
    call.say("{'message':'waiting for session'}");

    assertThat(call.heard()).containsExactly("{\"session\":\"session1\"}");

    call.say("{'topic':'sts','args':{'authenticated':true,'competing':false}}");

    assertThat(call.sent).containsExactly(SMD);
  }

  @Test
  void connect_whenTheReadyMessageStaysAway_isTriedAgain() {
    prices();
    bench.pass(0);
    FakeServer.Call silent = bench.server.last();
    bench.pass(17);

    assertThat(silent.closed).isTrue();
    assertThat(bench.server.calls).hasSize(2);
  }

  @Test
  void connection_whenItBreaks_isMadeAnewWithEverySubscription() {
    prices();
    Collector.of(bench.client.orders());
    Collector.of(bench.client.pnl());
    FakeServer.Call first = bench.connected();
    List<String> before = first.heard();
    bench.passAlive(40);
    first.breaks();

    assertThat(bench.client.status().state()).isEqualTo(StreamStatus.State.WAITING);

    bench.pass(Duration.ofMillis(300));
    FakeServer.Call second = bench.server.last();
    assertThat(second).isNotSameAs(first);
    assertThat(second.upgrade.headers()).containsEntry("Cookie", "api=session2");
    assertThat(second.sent).isEmpty();

    second.ready();

    assertThat(second.heard()).containsExactlyInAnyOrderElementsOf(before).hasSize(3);
    assertThat(bench.client.status().connections()).isEqualTo(2);
  }

  @Test
  void connection_whenTheBrokerIsAway_isTriedEveryFourSecondsAtMost() {
    prices();
    bench.server.answers = false;
    bench.pass(0);
    for (int i = 0; i < 30; i++) {
      int before = bench.server.calls.size();
      bench.server.last().breaks();
      bench.pass(4);
      assertThat(bench.server.calls.size()).as("attempts").isEqualTo(before + 1);
    }
  }

  @Test
  void connection_whenTheBrokerIsAwayForLong_isTriedMoreSeldom() {
    prices();
    bench.server.answers = false;
    bench.pass(0);
    for (int i = 0; i < 250; i++) {
      bench.server.last().breaks();
      bench.pass(4);
      if (bench.server.calls.size() == 201) {
        break;
      }
    }
    int tried = bench.server.calls.size();
    bench.server.last().breaks();
    bench.pass(14);

    assertThat(bench.server.calls).hasSize(tried);

    bench.pass(17);

    assertThat(bench.server.calls).hasSize(tried + 1);
  }

  @Test
  void marketData_whenTenMinutesWentBy_areSubscribedAgain() {
    Collector<MarketData> prices = prices();
    FakeServer.Call call = bench.connected();
    call.heard();
    for (int minute = 0; minute < 9; minute++) {
      for (int i = 0; i < 6; i++) {
        bench.passAlive(10);
        call.say(StreamBench.prices(StreamBench.CONID, "'31':'1'"));
      }
    }
    assertThat(StreamBench.topicsOnly(call.heard())).isEmpty();

    bench.passAlive(61);

    assertThat(StreamBench.topicsOnly(call.heard())).containsExactly(SMD);
    assertThat(prices.error).isNull();
  }

  @Test
  void topic_whenSilentForTooLong_isStaleAndSubscribedAgain() {
    prices();
    FakeServer.Call call = bench.connected();
    call.heard();
    bench.passAlive(62);

    assertThat(StreamBench.topicsOnly(call.heard())).containsExactly(SMD);
    assertThat(bench.client.status().topics().get(0).stale()).isTrue();

    call.say(StreamBench.prices(StreamBench.CONID, "'31':'1'"));

    assertThat(bench.client.status().topics().get(0).stale()).isFalse();
  }

  @Test
  void connection_whileItLives_isTold() {
    prices();
    FakeServer.Call call = bench.connected();
    call.heard();
    bench.passAlive(60);

    assertThat(call.sent).filteredOn("tic"::equals).hasSize(2);
    assertThat(bench.server.calls).hasSize(1);
  }

  @Test
  void connection_whenItTurnsQuiet_isPingedUntilItAnswers() {
    prices();
    FakeServer.Call call = bench.connected();
    bench.pass(1);
    assertThat(call.pings).hasValue(0);
    bench.pass(1);
    assertThat(call.pings).hasValue(1);
    bench.pass(1);
    assertThat(call.pings).hasValue(2);
    call.listener.alive();
    bench.pass(7);
    assertThat(call.pings).hasValue(2);

    call.say("{'topic':'system','hb':1}");
    bench.pass(1);
    call.say("{'topic':'system','hb':2}");
    bench.pass(1);
    assertThat(call.pings).hasValue(2);
    bench.pass(1);
    assertThat(call.pings).hasValue(3);
  }

  @Test
  void connection_whenItAnswersNoPing_isLeftAlone() {
    prices();
    FakeServer.Call call = bench.connected();
    bench.pass(9);
    call.say("{'topic':'system','hb':1}");
    bench.pass(9);

    assertThat(call.pings).hasValue(10);
    assertThat(call.closed).isFalse();
    assertThat(bench.server.calls).hasSize(1);
  }

  @Test
  void connection_whenTheBeatStops_isGivenUpAfterThirtySeconds() {
    prices();
    FakeServer.Call call = bench.connected();
    bench.passAlive(10);
    bench.pass(28);
    assertThat(call.closed).isFalse();

    bench.pass(3);

    assertThat(call.closed).isTrue();
    assertThat(bench.server.calls).hasSize(2);
  }

  @Test
  void connection_whenNothingEverComes_isGivenUpAfterAMinute() {
    prices();
    FakeServer.Call call = bench.connected();
    bench.pass(58);
    assertThat(call.closed).isFalse();

    bench.pass(4);

    assertThat(call.closed).isTrue();
    assertThat(bench.server.calls).hasSize(2);
  }

  @Test
  void token_whenItIsRenewed_isFollowedBeforeTheOldConnectionIsLeft() {
    prices();
    FakeServer.Call first = bench.connected();
    bench.passAlive(20);
    bench.login.token = "second";
    bench.pass(Duration.ofMillis(1001));

    FakeServer.Call second = bench.server.last();
    assertThat(second).isNotSameAs(first);
    assertThat(second.upgrade.address().getQuery()).contains("second");
    assertThat(first.closed).isFalse();

    second.ready();

    assertThat(first.closed).isTrue();
    assertThat(StreamBench.topicsOnly(second.sent)).containsExactly(SMD);
    assertThat(bench.client.status().state()).isEqualTo(StreamStatus.State.LIVE);
  }

  @Test
  void token_whenTheNewConnectionFails_keepsTheOldOne() {
    Collector<MarketData> prices = prices();
    FakeServer.Call first = bench.connected();
    bench.login.token = "second";
    bench.pass(Duration.ofMillis(1001));
    bench.server.last().refuse(503);
    first.say(StreamBench.prices(StreamBench.CONID, "'31':'7'"));

    assertThat(prices.next().last()).hasToString("7");
    assertThat(first.closed).isFalse();

    bench.pass(2);

    assertThat(bench.server.calls).hasSize(3);
  }

  @Test
  void login_whenItWasRenewed_isFollowed() {
    Collector.of(bench.client.pnl());
    bench.connected();
    bench.login.renewedAt = bench.login.point.incrementAndGet();
    bench.pass(Duration.ofMillis(1001));

    assertThat(bench.server.calls).hasSize(2);
  }

  @Test
  void brokerageSession_whenTheBrokerSaysItIsGone_isHandedOverAndFollowedWhenBack() {
    prices();
    FakeServer.Call first = bench.connected();
    first.say("{'topic':'sts','args':{'authenticated':false}}");

    assertThat(bench.login.lost).hasSize(1);
    assertThat(first.closed).isFalse();

    bench.login.point.incrementAndGet();
    bench.client.brokerageEstablished();
    bench.pass(0);
    FakeServer.Call second = bench.server.last();
    assertThat(second).isNotSameAs(first);
    second.ready();

    assertThat(second.sent).containsExactly(SMD);
    assertThat(first.closed).isTrue();
  }

  @Test
  void brokerageSession_whenEstablishedWhileAConnectionIsMade_isFollowedAtOnce() {
    prices();
    bench.pass(0);
    FakeServer.Call early = bench.server.last();
    early.say("{'topic':'sts','args':{'authenticated':false}}");
    bench.login.point.incrementAndGet();
    bench.client.brokerageEstablished();
    early.ready();
    bench.pass(0);

    assertThat(bench.server.calls).hasSize(2);

    bench.server.last().ready();

    assertThat(StreamBench.topicsOnly(bench.server.last().sent)).containsExactly(SMD);
  }

  @Test
  void brokerageSession_whenOnlyBalancesAreWanted_isLeftAlone() {
    Collector.of(bench.client.pnl());
    Collector.of(bench.client.accountSummary("DU1"));
    FakeServer.Call call = bench.connected();

    assertThat(call.sent).containsExactlyInAnyOrder("spl+{}", "ssd+DU1+{}");
    assertThat(bench.login.brokerageRequired).hasValue(0);

    prices();
    bench.pass(0);

    assertThat(bench.login.brokerageRequired).hasValue(1);
    assertThat(bench.server.calls).hasSize(2);
  }

  @Test
  void upgrade_whenRefusedWith401_isRecoveredFromAndTriedAgain() {
    prices();
    bench.server.answers = false;
    bench.pass(0);
    bench.server.last().refuse(401);
    bench.pass(1);

    assertThat(bench.login.recovered).hasSize(1);
    assertThat(bench.login.recovered.get(0).credentialTag()).isEqualTo("first");
    assertThat(bench.server.calls).hasSize(2);
  }

  @Test
  void upgrade_whenRefusedWith429_waitsAMinute() {
    prices();
    bench.server.answers = false;
    bench.pass(0);
    bench.server.last().refuse(429);
    bench.pass(59);
    assertThat(bench.server.calls).hasSize(1);

    bench.pass(2);

    assertThat(bench.server.calls).hasSize(2);
  }

  @Test
  void connection_whenTheClockJumps_isKept() {
    prices();
    bench.connected();
    bench.passAlive(10);
    bench.time.jumpBack(Duration.ofHours(3));
    bench.passAlive(40);

    assertThat(bench.server.calls).hasSize(1);
  }

  @Test
  void lastConsumer_whenItLeaves_unsubscribesAndCloses() {
    Collector<MarketData> one = prices();
    Collector<MarketData> other = prices();
    FakeServer.Call call = bench.connected();
    call.heard();
    one.cancel();
    assertThat(call.sent).isEmpty();

    other.cancel();

    assertThat(call.sent).containsExactly("umd+265598+{}");
    assertThat(call.closed).isTrue();
    assertThat(bench.client.status().state()).isEqualTo(StreamStatus.State.IDLE);
    assertThat(bench.time.pendingTasks()).isZero();
  }

  @Test
  void close_whenConsumersAreThere_completesThemAndLeavesNoThread() {
    Collector<MarketData> one = prices();
    Collector<MarketData> idle =
        Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.BID), 0);
    FakeServer.Call call = bench.connected();
    call.say(StreamBench.prices(StreamBench.CONID, "'31':'1','84':'2'"));
    one.next();
    long start = System.nanoTime();
    bench.client.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(one.hasEnded()).isTrue();
    assertThat(idle.hasEnded()).isTrue();
    assertThat(one.error).isNull();
    assertThat(call.closed).isTrue();
    assertThat(StreamBench.threads()).isEmpty();
    assertThat(bench.client.status().state()).isEqualTo(StreamStatus.State.CLOSED);
    assertThat(bench.time.pendingTasks()).isZero();
  }

  @Test
  void close_whenAConsumerBlocks_endsWithinTwoSeconds() throws Exception {
    java.util.concurrent.CountDownLatch entered = new java.util.concurrent.CountDownLatch(1);
    bench
        .client
        .marketData(StreamBench.CONID, MarketDataField.LAST)
        .listen(
            prices -> {
              entered.countDown();
              try {
                new java.util.concurrent.CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    bench.connected().say(StreamBench.prices(StreamBench.CONID, "'31':'1'"));
    entered.await();
    long start = System.nanoTime();
    bench.client.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(StreamBench.threads()).isEmpty();
  }
}
