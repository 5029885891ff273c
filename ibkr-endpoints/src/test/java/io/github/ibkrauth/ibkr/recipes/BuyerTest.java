package io.github.ibkrauth.ibkr.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.simulator.BookedOrder;
import io.github.ibkrauth.ibkr.simulator.FillPolicy;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuyerTest {

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private IbkrSimulator broker;
  private AuthRuntime runtime;
  private IbkrClient ibkr;
  private Buyer buyer;
  private int conid;

  @BeforeEach
  void start() {
    broker = IbkrSimulator.builder().clock(clock).seed(7).enforceLimits(true).start();
    AuthConfig config =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .values("simulator", broker.configuration("oauth2-jwt"))
            .set("ibkr.session.poll-interval", "5ms")
            .build();
    runtime = AuthRuntime.builder().clock(clock).build();
    ibkr = IbkrClient.builder(config).runtime(runtime).build();
    String account = broker.credentials().accountIds().get(0);
    buyer = new Buyer(ibkr, account);
    conid = Math.toIntExact(ibkr.portfolio().positions(account).findFirst().orElseThrow().conid());
  }

  @AfterEach
  void close() {
    ibkr.close();
    runtime.close();
    broker.close();
  }

  @Test
  void buy_whenTheMarketIsBelowTheLimit_fills() {
    broker.book().askByItself(false);
    broker.book().fillPolicy(FillPolicy.WHOLE);

    assertThat(buyer.buy(conid, "2", ask(), "first")).isTrue();

    assertThat(broker.book().ordersWith("first"))
        .extracting(BookedOrder::status)
        .containsExactly("Filled");
  }

  @Test
  void buy_whenTheAnswerIsLost_sendsTheOrderOnce() {
    broker.book().askByItself(false);
    broker
        .faults()
        .on("POST", "/v1/api/iserver/account/*/orders")
        .afterProcessing()
        .cutConnection();

    assertThat(buyer.buy(conid, "2", ask(), "second")).isTrue();

    assertThat(broker.book().submissions("second")).isEqualTo(1);
  }

  @Test
  void buy_whenTheBrokerAsks_buysNothing() {
    broker.book().askNext("o354");

    assertThat(buyer.buy(conid, "2", ask(), "third")).isFalse();

    assertThat(broker.book().ordersWith("third")).isEmpty();
  }

  @Test
  void buy_whenTheNightHasEndedTheSession_logsInAgain() {
    broker.book().askByItself(false);
    clock.advance(Duration.ofDays(1));

    assertThat(buyer.buy(conid, "2", ask(), "fourth")).isTrue();

    assertThat(broker.requests().count("POST", "/gw/api/v1/sso-sessions")).isEqualTo(2);
  }

  @Test
  void buy_whenCalledAgainAndAgain_keepsTheBrokersLimits() {
    for (int i = 0; i < 10; i++) {
      buyer.buy(conid, "1", "1.00", "low-" + i);
    }

    assertThat(broker.limits().violationsByRule()).isEmpty();
  }

  private String ask() {
    return broker.prices().at(conid, clock.instant()).ask().toPlainString();
  }
}
