package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions that the simulated broker takes away. */
class SimulatedSessionTest {

  private static Broker broker;

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  @BeforeAll
  static void start() {
    broker = Broker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void clear() {
    broker.simulator.faults().clear();
    broker.simulator.faults().resetNow();
    broker.log().clear();
    leaks.canary(broker.simulator.credentials().credential());
    leaks.canary(broker.simulator.credentials().privateKeyPem());
  }

  @Test
  void calls_whenTheBrokerageSessionWasReset_openItAgain() {
    try (IbkrClient ibkr = broker.connect()) {
      ibkr.brokerage().open();
      broker.simulator.faults().brokerageResetNow();
      assertThat(ibkr.accounts().list().accounts()).isNotEmpty();
      assertThat(ibkr.session().status().isReady()).isTrue();
    }
    assertThat(broker.count("POST", "/iserver/auth/ssodh/init")).isEqualTo(2);
  }

  @Test
  void calls_whenEverythingWasReset_logInAgainAndOpenTheSession() {
    try (IbkrClient ibkr = broker.connect()) {
      ibkr.brokerage().open();
      broker.simulator.faults().resetNow();
      assertThat(ibkr.accounts().list().accounts()).isNotEmpty();
      assertThat(ibkr.portfolio().summary(broker.account()).entries()).isNotEmpty();
    }
    assertThat(broker.log().count("POST", "/gw/api/v1/sso-sessions")).isEqualTo(2);
  }

  @Test
  void calls_whenAnotherLoginTookTheSession_failUntilItIsTakenBack() {
    try (IbkrClient ibkr = broker.connect()) {
      ibkr.brokerage().open();
      broker.simulator.faults().competingLoginNow();
      assertThatThrownBy(() -> ibkr.accounts().list())
          .isInstanceOf(CompetingSessionException.class);
      assertThatThrownBy(() -> ibkr.accounts().list())
          .isInstanceOf(CompetingSessionException.class);
      assertThat(broker.count("POST", "/iserver/auth/ssodh/init")).isEqualTo(1);
      // The portfolio needs no brokerage session.
      assertThat(ibkr.portfolio().summary(broker.account()).entries()).isNotEmpty();
      ibkr.brokerage().open();
      assertThat(ibkr.accounts().list().accounts()).isNotEmpty();
    }
  }

  @Test
  void open_whenAnotherLoginHasItAndCompetingIsOff_leavesItThere() {
    broker.simulator.faults().competingLoginNow();
    try (IbkrClient ibkr = broker.connect("ibkr.session.compete", "false")) {
      assertThatThrownBy(() -> ibkr.brokerage().open())
          .isInstanceOf(CompetingSessionException.class);
      assertThat(ibkr.brokerage().state()).isEqualTo(State.COMPETING);
    }
  }

  @Test
  void calls_whenManyThreadsMeetALostSession_openItOnce() throws Exception {
    try (IbkrClient ibkr = broker.connect()) {
      ibkr.brokerage().open();
      ibkr.portfolio().accounts();
      broker.simulator.faults().brokerageResetNow();
      ExecutorService callers = Executors.newFixedThreadPool(16);
      try {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
          all.add(callers.submit(() -> ibkr.accounts().list()));
        }
        for (Future<?> one : all) {
          one.get(30, TimeUnit.SECONDS);
        }
      } finally {
        callers.shutdownNow();
      }
    }
    assertThat(broker.count("POST", "/iserver/auth/ssodh/init")).isEqualTo(2);
  }
}
