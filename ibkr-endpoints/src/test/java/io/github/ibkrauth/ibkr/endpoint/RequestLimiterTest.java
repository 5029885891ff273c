package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.RateLimitedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call may go. Sleeping moves the clock, so one thread sees how long it waits. */
class RequestLimiterTest {

  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
  private static final Endpoint TRADES = TradeCatalog.TRADES;
  private static final Endpoint PERFORMANCE = AnalystCatalog.PERFORMANCE;
  private static final Endpoint HISTORY = MarketDataCatalog.HISTORY;
  private static final Endpoint FREE = ContractCatalog.SEARCH;

  private final ManualTime time = ManualTime.at(START);

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  private RequestLimiter limiter(String strategy, String... settings) {
    AuthConfig.Builder config = AuthConfig.builder().prefix("ibkr.auth");
    for (int i = 0; i < settings.length; i += 2) {
      config.set(settings[i], settings[i + 1]);
    }
    return RequestLimiter.of(
        LimitSettings.from(config.build()), strategy, time.runtime().build(), new PenaltyBox(time));
  }

  private static Passage begun(RequestLimiter limiter, Endpoint endpoint) {
    Passage passage = limiter.passage(endpoint, false);
    passage.begin();
    passage.sent();
    return passage;
  }

  private static void call(RequestLimiter limiter, Endpoint endpoint) {
    begun(limiter, endpoint).close();
  }

  // How often.

  @Test
  void begin_whenTheLimitIsUsedUp_waitsASpanFromTheAnswerBefore() {
    RequestLimiter limiter = limiter("oauth1a");
    Passage first = begun(limiter, TRADES);
    time.advance(Duration.ofMillis(300));
    first.close();

    call(limiter, TRADES);

    assertThat(time.slept()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5001));
  }

  @Test
  void begin_whenAnAnswerIsSlow_waitsForItAtThatPathOnly() {
    RequestLimiter limiter = limiter("oauth1a");
    Passage slow = begun(limiter, TRADES);
    time.schedule(slow::close, Duration.ofSeconds(9));

    call(limiter, FREE);
    assertThat(time.slept()).isZero();
    call(limiter, TRADES);

    assertThat(Duration.between(START, time.instant()))
        .isBetween(Duration.ofSeconds(14), Duration.ofMillis(14_020));
  }

  @Test
  void begin_whenManyAnswersAreSlow_takesThemAsArrivedAfterFiveSeconds() {
    RequestLimiter limiter = limiter("gateway-session");
    for (int i = 0; i < 9; i++) {
      begun(limiter, FREE);
    }

    call(limiter, FREE);

    assertThat(Duration.between(START, time.instant()))
        .isBetween(Duration.ofSeconds(6), Duration.ofMillis(6020));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth1a", "oauth2-jwt", "gateway-session", "unheard-of"})
  void begin_whenManyCall_spacesThemOutByTheLimitOfTheStrategy(String strategy) {
    int perSecond = strategy.startsWith("oauth") ? 50 : 10;
    RequestLimiter limiter = limiter(strategy);
    List<Instant> sent = new ArrayList<>();
    for (int i = 0; i < 4 * perSecond; i++) {
      call(limiter, FREE);
      sent.add(time.instant());
    }
    assertThat(most(sent, Duration.ofSeconds(1))).isBetween(perSecond * 9 / 10, perSecond);
    assertThat(sent.stream().filter(START::equals)).hasSize(perSecond / 2);
  }

  /**
   * The broker may count a call at any moment between its start and its answer: however that falls,
   * no window of it may hold more than the limit.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void begin_whenCallsTakeAnyTime_keepsEveryLimitInEveryWindow(long seed) {
    Random random = new Random(seed);
    RequestLimiter limiter = limiter("oauth2-jwt", "ibkr.limits.max-wait", "24h");
    List<Endpoint> endpoints =
        List.of(TRADES, HISTORY, FREE, Endpoints.TICKLE, MarketDataCatalog.SNAPSHOT);
    Map<Endpoint, List<Instant>> arrivals = new LinkedHashMap<>();
    List<Instant> all = new ArrayList<>();
    int[] open = new int[2];
    for (int i = 0; i < 600; i++) {
      // Mostly the one without a limit, as one that waits holds up this thread.
      Endpoint endpoint = random.nextInt(4) == 0 ? endpoints.get(random.nextInt(5)) : FREE;
      Passage passage = limiter.passage(endpoint, random.nextInt(20) == 0);
      passage.begin();
      passage.sent();
      long millis = 1 + random.nextInt(random.nextBoolean() ? 4000 : 50);
      Instant arrival = time.instant().plusMillis(Math.round(millis * random.nextDouble()));
      arrivals.computeIfAbsent(endpoint, key -> new ArrayList<>()).add(arrival);
      all.add(arrival);
      boolean history = endpoint == HISTORY;
      open[0] += history ? 1 : 0;
      open[1] = Math.max(open[1], open[0]);
      time.schedule(
          () -> {
            open[0] -= history ? 1 : 0;
            passage.close();
          },
          Duration.ofMillis(millis));
    }
    assertThat(most(all, Duration.ofSeconds(1))).isBetween(5, 50);
    assertThat(most(arrivals.get(MarketDataCatalog.SNAPSHOT), Duration.ofSeconds(1)))
        .isLessThanOrEqualTo(10);
    assertThat(most(arrivals.get(TRADES), Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(most(arrivals.get(Endpoints.TICKLE), Duration.ofSeconds(1))).isEqualTo(1);
    assertThat(open[1]).isBetween(2, 5);
  }

  @Test
  void begin_whenTheClockIsSetBack_waitsNoLongerThanThat() {
    RequestLimiter limiter = limiter("oauth1a");
    call(limiter, TRADES);
    time.advance(Duration.ofSeconds(4));
    time.jumpBack(Duration.ofHours(1));

    call(limiter, TRADES);

    assertThat(time.slept()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(5001));
  }

  @Test
  void begin_whenOffOrWithoutLimit_neverWaits() {
    RequestLimiter off = limiter("oauth1a", "ibkr.limits.enabled", "false");
    RequestLimiter none =
        limiter(
            "oauth1a",
            "ibkr.limits.global",
            "none",
            "ibkr.limits.endpoints",
            "/iserver/account/trades=none");
    for (int i = 0; i < 200; i++) {
      call(off, TRADES);
      call(none, TRADES);
    }
    assertThat(time.slept()).isZero();
  }

  @Test
  void begin_whenTheSettingsSayOtherwise_keepsThat() {
    RequestLimiter limiter =
        limiter(
            "gateway-session",
            "ibkr.limits.global",
            "2 / 10 s",
            "ibkr.limits.endpoints",
            "/iserver/account/trades = 1 / 40 s, /iserver/account/trades = 1 at once,"
                + " /iserver/secdef/search = 1 at once",
            "ibkr.limits.max-wait",
            "1m");
    call(limiter, TRADES);
    call(limiter, TRADES);
    assertThat(time.slept()).isBetween(Duration.ofSeconds(40), Duration.ofMillis(40_020));
    begun(limiter, FREE);
    assertThatThrownBy(() -> begun(limiter, FREE))
        .isInstanceOf(RateLimitedException.class)
        .hasMessageContaining("1 at once for /iserver/secdef/search");
  }

  @Test
  void begin_whenAnotherMethodOfAListedPathIsCalled_sharesItsLimits() {
    RequestLimiter limiter = limiter("oauth1a");
    call(limiter, Endpoints.TICKLE);
    call(limiter, Endpoints.findOrGuess("GET", "/tickle", Endpoint.BodyKind.NONE));
    assertThat(time.slept()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1001));
    call(limiter, NotificationCatalog.CHANGE_SETTING);
    call(limiter, Endpoints.findOrGuess("GET", "/fyi/settings/BA", Endpoint.BodyKind.NONE));
    assertThat(time.slept()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2002));
    Endpoint unlisted = Endpoints.findOrGuess("POST", "/pa/summary", Endpoint.BodyKind.JSON);
    call(limiter, unlisted);
    assertThatThrownBy(() -> call(limiter, unlisted)).isInstanceOf(RateLimitedException.class);
  }

  // How long.

  @Test
  void begin_whenItWouldWaitTooLong_isRefusedAtOnceWithTheLimit() {
    RequestLimiter limiter = limiter("oauth1a");
    call(limiter, PERFORMANCE);
    time.advance(Duration.ofMinutes(1));

    RateLimitedException e =
        catchThrowableOfType(RateLimitedException.class, () -> call(limiter, PERFORMANCE));

    assertThat(e)
        .hasMessage(
            "POST /pa/performance was not sent: the limit of 1 / 15 min for /pa/performance would"
                + " keep it waiting for 840 s, and ibkr.limits.max-wait is 30 s. Call it later or"
                + " less often, and keep what it answered. [RATE_LIMITED]");
    assertThat(e.retryAfter()).contains(Duration.ofMinutes(14));
    assertThat(e.status()).isEmpty();
    assertThat(e.outcomeUnknown()).isFalse();
    assertThat(time.slept()).isZero();
    time.advance(Duration.ofMinutes(14));
    call(limiter, PERFORMANCE);
  }

  @Test
  void begin_whenItsTurnDoesNotCome_isRefusedAfterTheLongestWait() {
    RequestLimiter limiter = limiter("oauth1a");
    List<Passage> open = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      open.add(begun(limiter, HISTORY));
    }

    RateLimitedException e =
        catchThrowableOfType(RateLimitedException.class, () -> begun(limiter, HISTORY));

    assertThat(e)
        .hasMessageContaining(
            "was not sent: the limit of 5 at once for /iserver/marketdata/history has kept it"
                + " waiting for 30 s (ibkr.limits.max-wait).");
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(30));
    open.get(0).close();
    begun(limiter, HISTORY);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void begin_whenTheThreadIsInterrupted_givesUpAndKeepsNoPlace() {
    RequestLimiter limiter = limiter("oauth1a");
    call(limiter, TRADES);
    Thread.currentThread().interrupt();

    NoAnswerException e =
        catchThrowableOfType(NoAnswerException.class, () -> begun(limiter, TRADES));

    assertThat(e.reason()).isEqualTo(NoAnswerException.Reason.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    time.advance(Duration.ofSeconds(5));
    call(limiter, TRADES);
    assertThat(time.slept()).isZero();
  }

  @Test
  void close_whenNothingWasSent_countsForNothing() {
    RequestLimiter limiter = limiter("oauth1a");
    Passage unsigned = limiter.passage(PERFORMANCE, false);
    unsigned.begin();
    unsigned.close();
    Passage unconnected = begun(limiter, PERFORMANCE);
    unconnected.unsent();
    unconnected.close();
    call(limiter, PERFORMANCE);
    assertThat(time.slept()).isZero();
  }

  // Who first.

  @Test
  void begin_whenSlowCallsHoldEverything_leavesAShareToUrgentOnes() {
    RequestLimiter limiter = limiter("gateway-session", "ibkr.limits.max-wait", "1s");
    int sent = 0;
    while (catchThrowableOfType(RateLimitedException.class, () -> begun(limiter, FREE)) == null) {
      sent++;
    }
    assertThat(sent).isEqualTo(9);
    Duration slept = time.slept();
    Passage tickle = limiter.passage(Endpoints.TICKLE, true);
    tickle.begin();
    assertThat(time.slept()).isEqualTo(slept);
  }

  // Penalty.

  @Test
  void begin_inAPenalty_isRefusedWithTheTimeThatIsLeft() {
    RequestLimiter limiter = limiter("oauth1a");
    assertThat(limiter.penalize(null, "429")).isEqualTo(Duration.ofMinutes(15));
    time.advance(Duration.ofSeconds(27));

    RateLimitedException e =
        catchThrowableOfType(RateLimitedException.class, () -> begun(limiter, FREE));

    assertThat(e)
        .hasMessageStartingWith(
            "GET /iserver/secdef/search was not sent: the broker answered 429 (too many calls) at"
                + " 2026-01-05T12:00:00Z, and nothing goes to it for another 873 s");
    assertThat(e.retryAfter()).contains(Duration.ofSeconds(873));
    assertThat(e.status()).isEmpty();
    Passage urgent = limiter.passage(Endpoints.TICKLE, true);
    assertThatThrownBy(urgent::begin).isInstanceOf(RateLimitedException.class);
    assertThat(time.slept()).isZero();
    time.advance(Duration.ofSeconds(873));
    call(limiter, FREE);
  }

  @Test
  void penalize_whenTheBrokerNamesATime_keepsThat() {
    RequestLimiter limiter = limiter("oauth1a");
    limiter.penalize(Duration.ofSeconds(7), "429");
    time.advance(Duration.ofSeconds(6));
    assertThatThrownBy(() -> call(limiter, FREE)).isInstanceOf(RateLimitedException.class);
    time.advance(Duration.ofSeconds(1));
    call(limiter, FREE);
  }

  @Test
  void penalize_whenSaidAgain_prolongsItButTellsOnce() {
    RequestLimiter limiter = limiter("oauth1a", "ibkr.limits.penalty", "10m");
    List<Duration> told = new ArrayList<>();
    limiter.penalties().addListener(told::add);
    limiter.penalize(null, "one");
    time.advance(Duration.ofMinutes(4));
    limiter.penalize(null, "two");
    limiter.penalize(Duration.ofSeconds(1), "three");
    time.advance(Duration.ofMinutes(1));
    limiter.penalize(null, "three");
    assertThat(told).containsExactly(Duration.ofMinutes(10));
    assertThat(limiter.penalties().left()).contains(Duration.ofMinutes(9));
    limiter.penalties().release();
    call(limiter, FREE);
  }

  @Test
  void penalize_whenSetToNone_holdsNothingBack() {
    RequestLimiter limiter = limiter("oauth1a", "ibkr.limits.penalty", "0s");
    assertThat(limiter.penalize(Duration.ofSeconds(7), "429")).isEqualTo(Duration.ofSeconds(7));
    call(limiter, FREE);
  }

  @Test
  void sent_whenAPenaltyBeganSinceItsTurn_isRefusedStill() {
    RequestLimiter limiter = limiter("oauth1a");
    Passage passage = limiter.passage(PERFORMANCE, false);
    passage.begin();
    limiter.penalize(Duration.ofSeconds(1), "429");
    assertThatThrownBy(passage::sent).isInstanceOf(RateLimitedException.class);
    passage.close();
    time.advance(Duration.ofSeconds(1));
    call(limiter, PERFORMANCE);
  }

  /** Returns the most that any window of that length holds; both its ends do not count. */
  static int most(List<Instant> times, Duration window) {
    List<Instant> sorted = times.stream().sorted().toList();
    int most = 0;
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (!sorted.get(last).isBefore(sorted.get(first).plus(window))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
