package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.spi.KeepAlive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client says about its settings before anything goes over the network. */
class SettingsTest {

  private static final AuthStrategies STRATEGIES =
      AuthStrategies.builder().withoutDiscovery().add(new FixedProvider()).build();

  private static IbkrClient build(String... settings) {
    return IbkrClient.builder(Scripted.config(settings)).strategies(STRATEGIES).build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ibkr.auth.stratgy | ibkr.auth.stratgy is unknown",
        "ibkr.auth.stratgy | Did you mean ibkr.auth.strategy?",
        "ibkr.auth.fixd.x | Did you mean ibkr.auth.fixed?",
        "ibkr.auth.htp.read-timeout | Did you mean ibkr.auth.http?",
        "ibkr.auth.strategy.clas | ibkr.auth.strategy.clas is unknown",
        "ibkr.auth.http.read-timeuot | ibkr.auth.http.read-timeuot",
        "ibkr.auth.http.read-timeout | is malformed",
        "ibkr.auth.fixed.x | ibkr.auth.fixed.x",
        "ibkr.session.compte | Did you mean 'ibkr.session.compete'?",
        "ibkr.session.compete | must be one of take, yield, fail, take-in-window",
        "ibkr.session.open-timeout | must be a time span",
      })
  void build_whenASettingIsWrong_namesItAndNotItsValue(String name, String words) {
    if (name.equals("ibkr.auth.fixed.x")) {
      // A strategy reports its own section; this one declares nothing and checks nothing.
      build(name, "hidden").close();
      return;
    }
    AuthConfigurationException e =
        catchThrowableOfType(AuthConfigurationException.class, () -> build(name, "hidden"));
    assertThat(e).hasMessageContaining(words).hasMessageNotContaining("hidden");
  }

  @Test
  void build_whenAllKindsOfSessionSettingsAreWrong_saysSoTogether() {
    AuthConfigurationException e =
        catchThrowableOfType(
            AuthConfigurationException.class,
            () ->
                build(
                    "ibkr.session.compte", "take",
                    "ibkr.session.open-timeout", "soon",
                    "ibkr.session.compete", "maybe",
                    "ibkr.session.reset-time", "25:00",
                    "ibkr.session.hosts", "nowhere"));
    assertThat(e.problems())
        .hasSize(5)
        .anyMatch(problem -> problem.contains("ibkr.session.compte"))
        .anyMatch(problem -> problem.contains("ibkr.session.open-timeout"))
        .anyMatch(problem -> problem.contains("ibkr.session.compete must be"))
        .anyMatch(problem -> problem.contains("ibkr.session.reset-time"))
        .anyMatch(problem -> problem.contains("ibkr.session.hosts"));
  }

  @ParameterizedTest
  @CsvSource({
    "ibkr.session.open-timeout, 0s",
    "ibkr.session.poll-interval, 0ms",
    "ibkr.session.keep-alive-interval, 10ms",
    "ibkr.session.keep-alive-interval, 6m",
    "ibkr.session.duel-losses, 0",
    "ibkr.session.duel-period, 0s",
  })
  void build_whenATimeIsOutOfRange_saysWhich(String name, String value) {
    assertThatThrownBy(() -> build(name, value))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining(name + " must be");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ibkr.session.reset-zone | Nowhere/City",
        "ibkr.session.reset-time | 25:00",
        "ibkr.session.reset-time | midnight",
        "ibkr.session.maintenance | SAT",
        "ibkr.session.take-window | WED",
        "ibkr.session.hosts | ftp://api.test",
        "ibkr.session.hosts | https://user@api.test",
        "ibkr.session.logout-on-close | always",
      })
  void build_whenAWordOfTheSessionIsMalformed_saysWhichAndWhatItMustBe(String name, String value) {
    assertThatThrownBy(() -> build(name, value))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("must be")
        .hasMessageNotContaining(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ibkr.session.reset-zone | Asia/Hong_Kong",
        "ibkr.session.reset-time | 1:00",
        "ibkr.session.maintenance | none",
        "ibkr.session.maintenance | SAT 18:00-24:00, SUN 06:00-08:00 Europe/Zurich",
        "ibkr.session.compete | false",
        "ibkr.session.logout-on-close | if-opened",
        "ibkr.session.hosts | https://1.api.ibkr.com, https://2.api.ibkr.com/v1/api",
      })
  void build_whenAWordOfTheSessionIsRight_accepts(String name, String value) {
    build(name, value).close();
  }

  @Test
  void page_listsEverySettingOfTheSession_andNoOther() throws IOException {
    Path page = Path.of("..", "docs", "configuration.md");
    List<String> listed =
        Files.readAllLines(page).stream()
            .filter(line -> line.startsWith("| `ibkr.session."))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            SessionSettings.KEYS.stream().map(key -> "ibkr." + key.name()).toList());
  }

  @Test
  void build_whenVariablesAreSet_knowsThemByTheirOwnSpelling() {
    Map<String, String> environment =
        Map.of(
            "IBKR_AUTH_STRATEGY", "fixed",
            "IBKR_AUTH_STRATEGY_TRUSTED", "io.github.ibkrauth",
            "IBKR_AUTH_HTTP_READ_TIMEOUT", "5s",
            "IBKR_AUTH_FIXED_ANYTHING", "x",
            "IBKR_AUTH_STRATGY", "hidden");
    AuthConfig config = AuthConfig.builder().prefix("ibkr.auth").environment(environment).build();
    AuthConfigurationException e =
        catchThrowableOfType(
            AuthConfigurationException.class,
            () -> IbkrClient.builder(config).strategies(STRATEGIES).build());
    assertThat(e.problems()).singleElement().asString().contains("IBKR_AUTH_STRATGY is unknown");
  }

  @Test
  void build_whenSeveralThingsAreWrong_tellsThemAllAtOnce() {
    AuthConfigurationException e =
        catchThrowableOfType(
            AuthConfigurationException.class,
            () ->
                build(
                    "ibkr.auth.strategy", " ",
                    "ibkr.auth.x", "1",
                    "ibkr.auth.http.y", "1",
                    "ibkr.session.z", "1"));
    assertThat(e.problems()).hasSize(3);
    e =
        catchThrowableOfType(
            AuthConfigurationException.class,
            () -> build("ibkr.auth.strategy", "fixt", "ibkr.auth.x", "1"));
    assertThat(e.problems()).hasSize(2);
    assertThat(e).hasMessageContaining("There is no strategy 'fixt'");
  }

  @Test
  void build_whenTheStrategyIsUnknown_namesTheNearest() {
    StrategySelectionException e =
        catchThrowableOfType(
            StrategySelectionException.class, () -> build("ibkr.auth.strategy", "fixt"));
    assertThat(e.code()).isEqualTo(AuthErrorCode.STRATEGY_NOT_FOUND);
    assertThat(e).hasMessageContaining("Did you mean 'fixed'?");
  }

  @Test
  void build_whenRuntimeAndListenerAreGiven_refusesTheListener() {
    try (AuthRuntime runtime = AuthRuntime.system()) {
      assertThatThrownBy(
              () ->
                  IbkrClient.builder(Scripted.config())
                      .strategies(STRATEGIES)
                      .runtime(runtime)
                      .listener(event -> {})
                      .build())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("set the listener on the runtime");
    }
  }

  @Test
  void build_whenDone_hasOpenedNothing() {
    try (Scripted it = new Scripted()) {
      assertThat(it.provider.opened).hasValue(0);
      it.client.portfolio().accounts();
      it.client.portfolio().accounts();
      assertThat(it.provider.opened).hasValue(1);
      assertThat(it.client.authSession().strategyId()).isEqualTo("fixed");
    }
  }

  @Test
  void close_whenClosed_letsNoCallOut() {
    Scripted it = new Scripted();
    it.client.portfolio().accounts();
    it.close();
    assertThatThrownBy(() -> it.client.portfolio().accounts())
        .isInstanceOf(SessionLostException.class)
        .hasMessageContaining("make a new one");
    assertThat(it.sent("/portfolio/accounts")).isEqualTo(1);
  }

  @Test
  void opened_whenTheCredentialNeedsBeats_beatsUntilClosed() {
    AtomicInteger beats = new AtomicInteger();
    try (Scripted it = new Scripted()) {
      it.provider.keepAlive =
          new KeepAlive() {
            @Override
            public Duration interval() {
              return Duration.ofMinutes(1);
            }

            @Override
            public Duration deadline() {
              return Duration.ofMinutes(5);
            }

            @Override
            public Beat beat() {
              beats.incrementAndGet();
              return Beat.OK;
            }
          };
      it.client.portfolio().accounts();
      it.time.advance(Duration.ofMinutes(10));
      assertThat(beats.get()).isBetween(9, 12);
      assertThat(it.events.of(AuthEvent.KeepAliveBeat.class)).isNotEmpty();
      it.client.close();
      int before = beats.get();
      it.time.advance(Duration.ofMinutes(10));
      assertThat(beats).hasValue(before);
    }
  }
}
