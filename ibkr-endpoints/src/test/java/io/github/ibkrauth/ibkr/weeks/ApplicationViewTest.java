package io.github.ibkrauth.ibkr.weeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.model.Account;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an application sees of a strategy, which is the same for all of them: only the text of the
 * configuration differs, and that behind one of them a human sits at a gateway.
 */
class ApplicationViewTest {

  /** A minute after the daily reset in New York, on a Tuesday. */
  private static final Instant START = Instant.parse("2026-07-07T04:01:00Z");

  private static final Instant NEXT_RESET = Instant.parse("2026-07-08T04:00:00Z");

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  private final SimulatorClock clock = SimulatorClock.fixedAt(START);
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).start();
  private final WeekTime time = new WeekTime(clock, () -> Duration.ZERO);
  private final AuthRuntime runtime =
      AuthRuntime.builder()
          .clock(time)
          .sleeper(time)
          .scheduler(time)
          .executor(Runnable::run)
          .random(new Random(11))
          .build();

  static Stream<String> strategies() {
    try (IbkrSimulator any = IbkrSimulator.builder().start()) {
      return any.strategyIds().stream().sorted().toList().stream();
    }
  }

  @AfterEach
  void close() {
    runtime.close();
    simulator.close();
  }

  private IbkrClient connect(String strategy) {
    humanLogsIn(strategy);
    leaks.canary(simulator.credentials().credential());
    return IbkrClient.builder(configuration(text(strategy))).runtime(runtime).connect();
  }

  /** Does nothing where no human is needed. */
  private void humanLogsIn(String strategy) {
    if (strategy.equals("gateway-session")) {
      simulator.gateway().logIn();
    }
  }

  /** The one thing that is different. */
  private String text(String strategy) {
    return simulator.configuration(strategy).entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\n", "\\n"))
        .collect(Collectors.joining("\n"));
  }

  private static AuthConfig configuration(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values =
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, properties::getProperty));
    return AuthConfig.builder().prefix("ibkr.auth").values("text", values).build();
  }

  private int logins() {
    return simulator.requests().count("POST", "/gw/api/v1/sso-sessions", 200)
        + simulator.requests().count("POST", "/v1/api/oauth/live_session_token", 200);
  }

  private int openings() {
    return simulator.requests().count("POST", "/v1/api/iserver/auth/ssodh/init");
  }

  private void useEverything(IbkrClient ibkr) {
    List<Account> accounts = ibkr.portfolio().accounts();
    assertThat(accounts).extracting(Account::id).containsAll(simulator.credentials().accountIds());
    String id = accounts.get(1).id();
    assertThat(ibkr.portfolio().summary(id).netLiquidation().isPresent()).isTrue();
    assertThat(ibkr.portfolio().positions(id)).hasSize(237);
    assertThat(ibkr.accounts().list().accounts()).hasSameSizeAs(accounts);
    assertThat(ibkr.session().status().isReady()).isTrue();
    assertThat(ibkr.brokerage().state()).isEqualTo(State.READY);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void login_whenConfiguredByText_opensAccountsAndPositions(String strategy) {
    try (IbkrClient ibkr = connect(strategy)) {
      assertThat(ibkr.authSession().strategyId()).isEqualTo(strategy);
      useEverything(ibkr);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void session_whenNobodyCallsForADay_isKeptAlive(String strategy) {
    try (IbkrClient ibkr = connect(strategy)) {
      ibkr.brokerage().open();
      int logins = logins();
      int openings = openings();
      time.runUntil(NEXT_RESET.minusSeconds(60));
      assertThat(ibkr.brokerage().state()).isEqualTo(State.READY);
      useEverything(ibkr);
      // One login may be renewed ahead of its 24 hours.
      assertThat(logins()).isBetween(logins, logins + 1);
      assertThat(openings()).isLessThanOrEqualTo(openings + logins() - logins);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void session_whenTheDailyResetEndedIt_comesBackWithoutBeingAsked(String strategy) {
    try (IbkrClient ibkr = connect(strategy)) {
      useEverything(ibkr);
      time.runUntil(NEXT_RESET.plusSeconds(120));
      humanLogsIn(strategy);
      time.runUntil(NEXT_RESET.plus(Duration.ofMinutes(5)));
      assertThat(ibkr.brokerage().status().ready()).isTrue();
      useEverything(ibkr);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void calls_whenTheResetWasAMomentAgo_succeed(String strategy) {
    try (IbkrClient ibkr = connect(strategy)) {
      useEverything(ibkr);
      simulator.faults().resetNow();
      humanLogsIn(strategy);
      useEverything(ibkr);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void logout_whenSaid_endsTheSessionUntilItIsOpenedAgain(String strategy) {
    try (IbkrClient ibkr = connect(strategy)) {
      useEverything(ibkr);
      ibkr.brokerage().logout();
      assertThat(simulator.requests().count("POST", "/v1/api/logout", 200)).isEqualTo(1);
      assertThat(ibkr.brokerage().state()).isEqualTo(State.CLOSED);
      assertThatThrownBy(() -> ibkr.accounts().list())
          .isInstanceOf(NoBrokerageSessionException.class);
      time.runUntil(clock.instant().plus(Duration.ofMinutes(10)));
      assertThat(ibkr.brokerage().state()).isEqualTo(State.CLOSED);
      humanLogsIn(strategy);
      ibkr.brokerage().open();
      useEverything(ibkr);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void close_whenSaid_leavesTheLoginAndNothingToDo(String strategy) {
    IbkrClient ibkr = connect(strategy);
    useEverything(ibkr);
    ibkr.close();
    assertThat(simulator.requests().count("*", "/v1/api/logout")).isZero();
    assertThat(time.pendingTasks()).isZero();
  }
}
