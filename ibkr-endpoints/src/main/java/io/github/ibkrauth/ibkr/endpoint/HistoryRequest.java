package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bars of an instrument are wanted. Immutable; each method returns a request with one thing
 * changed.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class HistoryRequest {

  private static final Pattern PERIOD = Pattern.compile("[1-9]\\d{0,3}(min|h|d|w|m|y)");
  private static final Pattern BAR = Pattern.compile("[1-9]\\d{0,2}(S|secs?|min|mins|h|d|w|m)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String conid;
  private final String period;
  private final String bar;
  private final @Nullable String exchange;
  private final @Nullable Instant time;
  private final boolean forward;
  private final boolean outsideRegularHours;
  private final @Nullable Source source;

  private HistoryRequest(
      String conid,
      String period,
      String bar,
      @Nullable String exchange,
      @Nullable Instant time,
      boolean forward,
      boolean outsideRegularHours,
      @Nullable Source source) {
    this.conid = conid;
    this.period = period;
    this.bar = bar;
    this.exchange = exchange;
    this.time = time;
    this.forward = forward;
    this.outsideRegularHours = outsideRegularHours;
    this.source = source;
  }

  /**
   * Starts with the bars of trades in regular trading hours up to now.
   *
   * @param conid the instrument
   * @param period the span: a number and {@code min}, {@code h}, {@code d}, {@code w}, {@code m}
   *     (months) or {@code y}, such as {@code "1d"}
   * @param bar the length of a bar: a number and {@code S} (seconds), {@code min}, {@code h},
   *     {@code d}, {@code w} or {@code m} (months), such as {@code "5min"}
   */
  public static HistoryRequest of(long conid, String period, String bar) {
    return new HistoryRequest(
        Check.conid(conid),
        Check.form("period", period, PERIOD, "a number and min, h, d, w, m or y"),
        Check.form("bar", bar, BAR, "a number and S, min, h, d, w or m"),
        null,
        null,
        false,
        false,
        null);
  }

  /** Takes what one exchange traded. */
  public HistoryRequest at(String value) {
    return new HistoryRequest(
        conid,
        period,
        bar,
        Check.text("exchange", value),
        time,
        forward,
        outsideRegularHours,
        source);
  }

  /** Ends the span at a time, whole seconds. */
  public HistoryRequest endingAt(Instant value) {
    Objects.requireNonNull(value, "time");
    return new HistoryRequest(
        conid, period, bar, exchange, value, false, outsideRegularHours, source);
  }

  /** Starts the span at a time, whole seconds. */
  public HistoryRequest startingAt(Instant value) {
    Objects.requireNonNull(value, "time");
    return new HistoryRequest(
        conid, period, bar, exchange, value, true, outsideRegularHours, source);
  }

  /** Includes bars outside regular trading hours. */
  public HistoryRequest outsideRegularHours() {
    return new HistoryRequest(conid, period, bar, exchange, time, forward, true, source);
  }

  /** Makes the bars of other prices than those of trades. */
  public HistoryRequest of(Source value) {
    Objects.requireNonNull(value, "source");
    return new HistoryRequest(
        conid, period, bar, exchange, time, forward, outsideRegularHours, value);
  }

  /** Returns how long the period is at least. */
  Duration periodLength() {
    String unit = period.replaceAll("\\d", "");
    int days =
        switch (unit) {
          case "d" -> 1;
          case "w" -> 7;
          case "m" -> 28;
          case "y" -> 365;
          default -> 0;
        };
    long count = Long.parseLong(period.substring(0, period.length() - unit.length()));
    if (days > 0) {
      return Duration.ofDays(count * days);
    }
    return unit.equals("h") ? Duration.ofHours(count) : Duration.ofMinutes(count);
  }

  ApiRequest to(Endpoint endpoint) {
    ApiRequest request =
        ApiRequest.to(endpoint).query("conid", conid).query("period", period).query("bar", bar);
    if (exchange != null) {
      request.query("exchange", exchange);
    }
    if (time != null) {
      request.query("startTime", TIME.format(time)).query("direction", forward ? "1" : "-1");
    }
    if (outsideRegularHours) {
      request.query("outsideRth", "true");
    }
    return source == null ? request : request.query("source", source.word);
  }

  /** Of which prices bars are made. */
  public enum Source {
    /** Trades. */
    TRADES("Last"),
    /** The middle between bid and ask. */
    MIDPOINT("Midpoint"),
    /** Bid and ask: the low is the lowest bid, the high the highest ask. */
    BID_ASK("Bid_Ask");

    private final String word;

    Source(String word) {
      this.word = word;
    }
  }
}
