package io.github.ibkrauth.ibkr.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.model.MarketDataField;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutletTest {

  private final StreamBench bench = new StreamBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void consumer_whenItAsksForSome_getsNoMore() {
    Collector<SystemMessage> two = Collector.of(bench.client.system(), 2);
    FakeServer.Call call = bench.connected();
    for (int i = 0; i < 5; i++) {
      call.say("{'topic':'system','hb':" + i + "}");
    }

    assertThat(two.next().userName()).contains("user");
    two.next();
    assertThat(two.isQuiet()).isTrue();

    two.request(1);

    two.next();
    assertThat(two.isQuiet()).isTrue();
  }

  @Test
  void consumer_whenItAsksForNothing_isToldThatThisIsWrong() {
    Collector<SystemMessage> odd = Collector.of(bench.client.system(), 1);
    odd.request(0);

    assertThat(odd.hasEnded()).isTrue();
    assertThat(odd.error).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void consumer_whenItThrows_getsNothingMoreAndDisturbsNobody() {
    CountDownLatch thrown = new CountDownLatch(1);
    bench
        .client
        .marketData(StreamBench.CONID, MarketDataField.LAST)
        .listen(
            prices -> {
              thrown.countDown();
              throw new IllegalStateException("on purpose");
            });
    Collector<MarketData> other =
        Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.LAST));
    FakeServer.Call call = bench.connected();
    call.say(StreamBench.prices(StreamBench.CONID, "'31':'1'"));

    assertThat(other.next().last()).hasToString("1");
    org.junit.jupiter.api.Assertions.assertDoesNotThrow(
        () -> assertThat(thrown.await(5, TimeUnit.SECONDS)).isTrue());
    call.say(StreamBench.prices(StreamBench.CONID, "'31':'2'"));
    assertThat(other.next().last()).hasToString("2");
  }

  @Test
  void consumers_whenOneBlocks_areNotSlowed() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(20);
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < 20; i++) {
      bench
          .client
          .marketData(StreamBench.CONID, MarketDataField.LAST)
          .listen(
              prices -> {
                entered.countDown();
                try {
                  release.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    Collector<MarketData> quick =
        Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.LAST));
    FakeServer.Call call = bench.connected();
    call.say(StreamBench.prices(StreamBench.CONID, "'31':'0'"));
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    quick.next();
    for (int i = 1; i <= 100; i++) {
      call.say(StreamBench.prices(StreamBench.CONID, "'31':'" + i + "'"));
      assertThat(quick.next().last()).hasToString(Integer.toString(i));
    }
    release.countDown();
  }

  @Test
  void consumer_whenItComesAfterTheClient_isCompletedAtOnce() {
    bench.client.close();
    Collector<MarketData> late =
        Collector.of(bench.client.marketData(StreamBench.CONID, MarketDataField.LAST));

    assertThat(late.hasEnded()).isTrue();
    assertThat(late.error).isNull();
  }

  @Test
  void consumer_whenItCancelsAtOnce_leavesNothingBehind() {
    bench
        .client
        .orders()
        .subscribe(
            new java.util.concurrent.Flow.Subscriber<>() {
              @Override
              public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
                subscription.cancel();
              }

              @Override
              public void onNext(io.github.ibkrauth.ibkr.model.LiveOrder item) {}

              @Override
              public void onError(Throwable throwable) {}

              @Override
              public void onComplete() {}
            });
    bench.pass(1);

    assertThat(bench.client.status().topics()).isEmpty();
    assertThat(bench.server.calls).isEmpty();
  }
}
