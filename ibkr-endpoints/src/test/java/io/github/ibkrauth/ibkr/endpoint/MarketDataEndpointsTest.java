package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.AccessRefusedException;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.NotFoundException;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.ServerTroubleException;
import io.github.ibkrauth.ibkr.model.BarHistory;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketDataEndpointsTest {

  private static final String SNAPSHOT = "/iserver/marketdata/snapshot";
  private static final List<MarketDataField> FIELDS =
      List.of(MarketDataField.LAST, MarketDataField.BID);

  private final Script script = new Script();
  private final MarketDataEndpoints market =
      new MarketDataEndpoints(script.calls, script.runtime, new MarketDataLines(100));

  @Test
  void snapshot_whenAsked_namesIdsAndTagsAndCountsTheLines() {
    script.on("GET", SNAPSHOT, "[{\"conid\":7,\"31\":\"C12.50\",\"6509\":\"RpB\"},{\"conid\":8}]");

    List<Quote> quotes = market.snapshot(List.of(7L, 8L), FIELDS);

    assertThat(script.sent()).containsExactly("GET " + SNAPSHOT + "?conids=7,8&fields=31,84");
    assertThat(quotes.get(0).last().value()).isEqualByComparingTo("12.5");
    assertThat(quotes.get(0).isPriorClose()).isTrue();
    assertThat(quotes.get(0).availability().orElseThrow().isRealTime()).isTrue();
    assertThat(quotes.get(1).last().isMissing()).isTrue();
    assertThat(market.subscribed()).containsExactly(7L, 8L);
  }

  @Test
  void snapshot_whenFieldsAreAwaited_asksUntilTheyAreThereAndKeepsWhatCameBefore() {
    script.on(
        "GET",
        SNAPSHOT,
        "[{\"conid\":7}]",
        "[{\"conid\":7,\"31\":\"12.50\"}]",
        "[{\"conid\":7,\"84\":\"12.40\"}]");

    List<Quote> quotes = market.snapshot(List.of(7L), FIELDS, FIELDS, Duration.ofSeconds(30));

    assertThat(script.sent()).hasSize(3);
    assertThat(script.time.slept()).isEqualTo(Duration.ofMillis(750));
    assertThat(quotes).singleElement().satisfies(quote -> assertThat(quote.has(FIELDS)).isTrue());
    assertThat(quotes.get(0).last().value()).isEqualByComparingTo("12.5");
  }

  @Test
  void snapshot_whenFieldsNeverCome_returnsWhatIsThereWhenTheTimeIsOver() {
    script.on("GET", SNAPSHOT, "[{\"conid\":7}]", "[{\"conid\":7,\"31\":\"12.50\"}]");

    List<Quote> quotes = market.snapshot(List.of(7L), FIELDS, FIELDS, Duration.ofSeconds(10));

    assertThat(script.time.slept()).isEqualTo(Duration.ofSeconds(10));
    assertThat(script.sent()).hasSizeBetween(5, 10);
    assertThat(quotes.get(0).has(FIELDS)).isFalse();
    assertThat(quotes.get(0).has(List.of(MarketDataField.LAST))).isTrue();
  }

  @Test
  void snapshot_whenOneInstrumentIsMissingFromTheAnswer_waitsForIt() {
    script.on(
        "GET",
        SNAPSHOT,
        "[{\"conid\":7,\"31\":\"1\"}]",
        "[{\"conid\":7,\"31\":\"1\"},{\"conid\":8,\"31\":\"2\"}]");

    List<Quote> quotes =
        market.snapshot(
            List.of(7L, 8L), FIELDS, List.of(MarketDataField.LAST), Duration.ofSeconds(5));

    assertThat(quotes).extracting(Quote::conid).containsExactly(7L, 8L);
  }

  @Test
  void snapshot_whenTheThreadIsInterrupted_givesUp() {
    script.on("GET", SNAPSHOT, "[{\"conid\":7}]");
    Thread.currentThread().interrupt();

    NoAnswerException e =
        catchThrowableOfType(
            NoAnswerException.class,
            () -> market.snapshot(List.of(7L), FIELDS, FIELDS, Duration.ofSeconds(30)));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.reason()).isEqualTo(NoAnswerException.Reason.INTERRUPTED);
  }

  @Test
  void snapshot_whenArgumentsAreWrong_sendsNothing() {
    List<Long> tooMany = LongStream.rangeClosed(1, 101).boxed().toList();
    assertThatThrownBy(() -> market.snapshot(tooMany, FIELDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("conids has 101 elements, and a call takes at most 100.");
    assertThatThrownBy(() -> market.snapshot(List.of(0L), FIELDS))
        .hasMessage("conids must be above zero, not 0.");
    assertThatThrownBy(
            () -> market.snapshot(List.of(1L), FIELDS, List.of(MarketDataField.ASK), Duration.ZERO))
        .hasMessage("awaited must be among fields.");
    assertThatThrownBy(() -> market.snapshot(List.of(1L), FIELDS, FIELDS, Duration.ofSeconds(-1)))
        .hasMessage("patience must not be negative.");
    assertThat(script.sent()).isEmpty();
    assertThat(market.subscribed()).isEmpty();
  }

  @Test
  void unsubscribe_whenDone_postsTheIdAndGivesTheLineBack() {
    script
        .on("GET", SNAPSHOT, "[]")
        .on("POST", "/iserver/marketdata/unsubscribe", "{\"success\":true}");
    market.snapshot(List.of(7L, 8L), FIELDS);

    assertThat(market.unsubscribe(7)).isTrue();

    assertThat(script.body()).isEqualTo("{\"conid\":7}");
    assertThat(market.subscribed()).containsExactly(8L);
  }

  @Test
  void unsubscribe_whenNothingIsOpen_isNoFailure() {
    script.replies(
        "POST",
        "/iserver/marketdata/unsubscribe",
        Reply.json(500, "{\"error\":\"unknown\"}"),
        Reply.json(500, "{\"error\":\"out of order\"}"));

    assertThat(market.unsubscribe(7)).isFalse();
    assertThatThrownBy(() -> market.unsubscribe(7))
        .isInstanceOf(ServerTroubleException.class)
        .hasMessageContaining("out of order");
    assertThat(script.sent()).hasSize(2);
  }

  @Test
  void unsubscribeAll_whenAsked_isAGet() {
    script
        .on("GET", SNAPSHOT, "[]")
        .on("GET", "/iserver/marketdata/unsubscribeall", "{\"unsubscribed\":true}");
    market.snapshot(List.of(7L), FIELDS);

    assertThat(market.unsubscribeAll().done()).isTrue();

    assertThat(market.subscribed()).isEmpty();
    assertThat(script.sent()).last().isEqualTo("GET /iserver/marketdata/unsubscribeall");
  }

  @Test
  void unsubscribeAll_whenTheServerFails_isAWriteOfUnknownOutcome() {
    script.replies(
        "GET", "/iserver/marketdata/unsubscribeall", Reply.json(500, "{\"error\":\"later\"}"));

    assertThatThrownBy(market::unsubscribeAll)
        .isInstanceOfSatisfying(
            ServerTroubleException.class, e -> assertThat(e.outcomeUnknown()).isTrue());
    assertThat(script.sent()).hasSize(1);
  }

  @Test
  void history_whenAsked_sendsOnlyWhatIsWanted() {
    script.on(
        "GET",
        "/iserver/marketdata/history",
        "{\"symbol\":\"ABC\",\"data\":[{\"t\":1767225600000,\"o\":1.10,\"h\":1.3,\"l\":1,\"c\":1.2,\"v\":5}]}");

    BarHistory history = market.history(7, "1d", "5min");
    assertThat(script.sent())
        .containsExactly("GET /iserver/marketdata/history?conid=7&period=1d&bar=5min");
    assertThat(history.bars())
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.start()).contains(Instant.parse("2026-01-01T00:00:00Z"));
              assertThat(bar.open()).hasToString("1.10");
              assertThat(bar.high().value()).isEqualByComparingTo("1.3");
              assertThat(bar.low().value()).isEqualByComparingTo("1");
              assertThat(bar.close().value()).isEqualByComparingTo("1.2");
              assertThat(bar.volume().value()).isEqualByComparingTo("5");
            });

    market.history(
        HistoryRequest.of(7, "2w", "1h")
            .at("NASDAQ")
            .endingAt(Instant.parse("2026-01-05T13:30:00Z"))
            .outsideRegularHours()
            .of(HistoryRequest.Source.MIDPOINT));
    assertThat(script.sent())
        .last()
        .isEqualTo(
            "GET /iserver/marketdata/history?conid=7&period=2w&bar=1h&exchange=NASDAQ"
                + "&startTime=20260105-13:30:00&direction=-1&outsideRth=true&source=Midpoint");

    market.history(
        HistoryRequest.of(7, "1d", "30S").startingAt(Instant.parse("2026-01-05T13:30:00Z")));
    assertThat(script.sent()).last().asString().endsWith("&direction=1");
  }

  @ParameterizedTest
  @CsvSource({
    "1day, 1min, period",
    "0d, 1min, period",
    "d, 1min, period",
    "1D, 1min, period",
    "'', 1min, period",
    "1d, 1minute, bar",
    "1d, 0min, bar",
    "1d, 1y, bar",
    "1d, '', bar",
  })
  void history_whenPeriodOrBarIsWrong_namesIt(String period, String bar, String named) {
    assertThatThrownBy(() -> market.history(7, period, bar))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(named + " must be a number and ");
  }

  @Test
  void archivedHistory_whenFirstAsked_opensTheArchiveOnce() {
    script.on("POST", "/hmds/auth/init", "").on("GET", "/hmds/history", "{\"data\":[]}");

    market.archivedHistory(HistoryRequest.of(7, "1d", "1min"));
    market.archivedHistory(HistoryRequest.of(7, "1d", "1min"));

    assertThat(script.sent())
        .containsExactly(
            "POST /hmds/auth/init",
            "GET /hmds/history?conid=7&period=1d&bar=1min",
            "GET /hmds/history?conid=7&period=1d&bar=1min");
  }

  @Test
  void archivedHistory_whenTheArchiveHasClosed_opensItOnceMoreAndThenFails() {
    script.on("POST", "/hmds/auth/init", "{}");
    script.replies(
        "GET",
        "/hmds/history",
        Reply.json(404, "{}"),
        Reply.json(200, "{\"data\":[]}"),
        Reply.json(404, "{}"));
    HistoryRequest request = HistoryRequest.of(7, "1d", "1min");

    assertThat(market.archivedHistory(request).bars()).isEmpty();
    assertThat(script.sent()).hasSize(4);
    assertThatThrownBy(() -> market.archivedHistory(request)).isInstanceOf(NotFoundException.class);
    assertThat(script.sent()).hasSize(7);
  }

  @Test
  void regulatorySnapshot_whenRefused_isNotBoughtTwice() {
    script.replies("GET", "/md/regsnapshot", Reply.status(401), Reply.json(200, "{\"conid\":7}"));

    assertThatThrownBy(() -> market.regulatorySnapshot(7))
        .isInstanceOf(AccessRefusedException.class);

    assertThat(script.sent()).containsExactly("GET /md/regsnapshot?conid=7");
  }

  @Test
  void bars_whenTheSpanIsLong_comeOnceInOrderAndPartByPart() {
    script.on(
        "GET",
        "/iserver/marketdata/history",
        // A bar before the span, two in it; then the same bar again and a new one; then a gap.
        bars("2025-12-31T23:00:00Z", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"),
        bars("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z"),
        bars(),
        bars("2026-01-02T05:00:00Z", "2026-01-02T06:00:00Z"));
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    Instant to = Instant.parse("2026-01-02T06:00:00Z");

    List<String> starts =
        market
            .bars(HistoryRequest.of(7, "1d", "1h"), from, to)
            .map(bar -> bar.start().orElseThrow().toString())
            .toList();

    assertThat(starts)
        .containsExactly(
            "2026-01-01T00:00:00Z",
            "2026-01-01T01:00:00Z",
            "2026-01-01T02:00:00Z",
            "2026-01-02T05:00:00Z");
    assertThat(script.sent())
        .extracting(sent -> sent.replaceAll(".*startTime=([^&]*).*", "$1"))
        .containsExactly(
            "20260101-00:00:00", "20260101-01:00:01", "20260101-02:00:01", "20260102-02:00:01");
  }

  @Test
  void bars_whenTheBrokerIgnoresTheTime_endAllTheSame() {
    script.on("GET", "/iserver/marketdata/history", bars("2020-01-01T00:00:00Z"));
    Instant from = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(market.bars(HistoryRequest.of(7, "2h", "1h"), from, from.plusSeconds(86_400)))
        .isEmpty();

    assertThat(script.sent()).hasSize(12);
    assertThatThrownBy(() -> market.bars(HistoryRequest.of(7, "1d", "1h"), from, from))
        .hasMessage("from must be before to.");
  }

  @Test
  void bars_whenOnlyTheFirstIsWanted_makeOneCall() {
    script.on("GET", "/iserver/marketdata/history", bars("2026-01-01T00:00:00Z"));
    Instant from = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(
            market
                .bars(HistoryRequest.of(7, "1w", "1h"), from, from.plusSeconds(9_999_999))
                .findFirst())
        .isPresent();

    assertThat(script.sent()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"30min, PT30M", "12h, PT12H", "3d, PT72H", "2w, PT336H", "1m, PT672H", "1y, PT8760H"})
  void periodLength_whenRead_isTheShortestThatItCanBe(String period, Duration length) {
    assertThat(HistoryRequest.of(7, period, "1h").periodLength()).isEqualTo(length);
  }

  private static String bars(String... starts) {
    StringBuilder data = new StringBuilder();
    for (String start : starts) {
      data.append(data.isEmpty() ? "" : ",")
          .append("{\"t\":")
          .append(Instant.parse(start).toEpochMilli())
          .append(",\"c\":1}");
    }
    return "{\"data\":[" + data + "]}";
  }

  @Test
  void snapshot_whenThereAreNotSoManyLines_isRefusedBeforeTheNetwork() {
    MarketDataEndpoints few =
        new MarketDataEndpoints(script.calls, script.runtime, new MarketDataLines(3));
    script.on("GET", SNAPSHOT, "[]");
    script.on("POST", "/iserver/marketdata/unsubscribe", "{\"success\":true}");
    few.snapshot(List.of(7L, 8L), FIELDS);

    assertThatThrownBy(() -> few.snapshot(List.of(7L, 9L, 10L), FIELDS))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageStartingWith(
            "GET /iserver/marketdata/snapshot was not sent: it needs 2 more lines of market data, and"
                + " 2 of 3 are taken. Give some up with unsubscribe, or set"
                + " ibkr.limits.market-data-lines if the user has more.");

    assertThat(script.sent()).hasSize(1);
    assertThat(few.lines()).isEqualTo(2);
    assertThat(few.mostLines()).isEqualTo(3);
    few.unsubscribe(8);
    few.snapshot(List.of(7L, 9L, 10L), FIELDS);
    assertThat(few.subscribed()).containsExactly(7L, 9L, 10L);
  }

  @Test
  void snapshot_whenItFails_takesNoLine() {
    script.replies("GET", SNAPSHOT, Reply.status(400), Reply.json(200, "[]"));
    assertThatThrownBy(() -> market.snapshot(List.of(7L), FIELDS))
        .isInstanceOf(RequestRefusedException.class);
    assertThat(market.lines()).isZero();
    market.snapshot(List.of(7L), FIELDS);
    assertThat(market.lines()).isEqualTo(1);
  }
}
