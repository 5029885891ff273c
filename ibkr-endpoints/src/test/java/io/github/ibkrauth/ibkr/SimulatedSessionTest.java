package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions that the simulated broker takes away. */
class SimulatedSessionTest {

  private static final String API_TICKLE = "/v1/api/tickle";

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
  void
      calls_whenAnotherLoginTookTheSessionAndThePolicyIsFail_failUntilItIsAskedForWhenTheOtherHasGone() {
    try (IbkrClient ibkr = broker.connect("ibkr.session.compete", "fail")) {
      ibkr.brokerage().open();
      broker.simulator.faults().competingLoginNow();
      assertThatThrownBy(() -> ibkr.accounts().list())
          .isInstanceOf(CompetingSessionException.class);
      assertThatThrownBy(() -> ibkr.accounts().list())
          .isInstanceOf(CompetingSessionException.class);
      assertThat(broker.count("POST", "/iserver/auth/ssodh/init")).isEqualTo(1);
      // The portfolio needs no brokerage session.
      assertThat(ibkr.portfolio().summary(broker.account()).entries()).isNotEmpty();
      assertThatThrownBy(() -> ibkr.brokerage().open())
          .isInstanceOf(CompetingSessionException.class);
      broker.simulator.faults().brokerageResetNow();
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

  @Test
  void session_whenEverythingWasReset_comesBackWithoutACall() {
    try (IbkrClient ibkr = broker.connect("ibkr.session.keep-alive-interval", "1s")) {
      ibkr.brokerage().open();
      broker.simulator.faults().resetNow();
      awaitInits(2);
      ibkr.brokerage().awaitReady(Duration.ofSeconds(20));
      assertThat(ibkr.session().status().isReady()).isTrue();
    }
    assertThat(broker.log().count("POST", "/gw/api/v1/sso-sessions")).isEqualTo(2);
  }

  @Test
  void session_whenAnotherLoginTookIt_isTakenBackWithoutACall() {
    try (IbkrClient ibkr = broker.connect("ibkr.session.keep-alive-interval", "1s")) {
      ibkr.brokerage().open();
      broker.simulator.faults().competingLoginNow();
      awaitInits(2);
      ibkr.brokerage().awaitReady(Duration.ofSeconds(20));
      assertThat(ibkr.accounts().list().accounts()).isNotEmpty();
    }
  }

  @Test
  void session_whenTheLoginStaysRefused_isOpenedAnewFromTheBeginning() {
    try (IbkrClient ibkr = broker.connect()) {
      ibkr.brokerage().open();
      ibkr.accounts().list();
      // The strategy renews its token once, which does not help: both tokens are refused.
      broker.simulator.faults().on("POST", API_TICKLE).times(2).status(401);
      broker.simulator.faults().on("GET", "/v1/api/iserver/accounts").times(2).status(401);
      assertThat(ibkr.accounts().list().accounts()).isNotEmpty();
      assertThat(ibkr.brokerage().state()).isEqualTo(State.READY);
    }
    assertThat(broker.log().count("POST", "/oauth2/api/v1/token")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void calls_whileTheServerIsInTrouble_loseNoLogin() {
    try (IbkrClient ibkr = broker.connect()) {
      ibkr.brokerage().open();
      broker.simulator.faults().on("*", "/v1/api/**").always().status(503);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> ibkr.accounts().list()).isInstanceOf(ServerTroubleException.class);
      }
      broker.simulator.faults().clear();
      assertThat(ibkr.accounts().list().accounts()).isNotEmpty();
    }
    assertThat(broker.count("POST", "/iserver/auth/ssodh/init")).isEqualTo(1);
    assertThat(broker.log().count("POST", "/gw/api/v1/sso-sessions")).isEqualTo(1);
  }

  @Test
  void close_whenAskedTo_logsOutWhatItOpened() {
    try (IbkrClient ibkr = broker.connect("ibkr.session.logout-on-close", "if-opened")) {
      ibkr.brokerage().open();
    }
    assertThat(broker.count("POST", "/logout")).isEqualTo(1);
  }

  private static void awaitInits(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (broker.count("POST", "/iserver/auth/ssodh/init") < count) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
