package io.github.ibkrauth.ibkr.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bars a call asks for.
 *
 * @param period as it was sent
 * @param to before which bars start; the last one ends after it unless it is still growing
 * @param step the length of a bar; null for months
 * @param months how many months a bar has, when it has months
 * @param forward whether a span of too many bars keeps its beginning
 */
record HistoryQuery(
    String period,
    Instant from,
    Instant to,
    Instant now,
    @Nullable Duration step,
    int months,
    boolean forward,
    boolean bidAsk,
    boolean outsideRth) {

  private static final long MOST_STEPS = 20_000;

  private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,3})([A-Za-z]+)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT);

  static HistoryQuery of(Call call, Instant now) {
    String period = call.queryParameter("period").orElse("1w");
    String bar =
        call.queryParameter("bar").orElseThrow(() -> OrderRefusals.malformed("bar is missing"));
    boolean forward = call.queryParameter("direction").filter("1"::equals).isPresent();
    Instant anchor =
        call.queryParameter("startTime")
            .filter(text -> !text.isEmpty())
            .map(HistoryQuery::time)
            .orElse(now);
    Instant from = forward ? anchor : moved(anchor, period, -1);
    Instant to = forward ? moved(anchor, period, 1) : anchor;
    Matcher size = span(bar, "bar");
    int count = Integer.parseInt(size.group(1));
    boolean monthly = size.group(2).equals("m");
    Duration step = monthly ? null : step(count, size.group(2));
    if (step != null && Duration.between(from, to).dividedBy(step) > MOST_STEPS) {
      throw unavailable("the bar is too small for the period");
    }
    return new HistoryQuery(
        period,
        from,
        to.isAfter(now) ? now : to,
        now,
        step,
        monthly ? count : 0,
        forward,
        call.queryParameter("source").filter("bid_ask"::equalsIgnoreCase).isPresent(),
        call.queryParameter("outsideRth").filter("true"::equals).isPresent());
  }

  private static Duration step(int count, String unit) {
    Duration step =
        switch (unit) {
          case "S", "sec", "secs" -> Duration.ofSeconds(count);
          case "min", "mins" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          case "w" -> Duration.ofDays(7L * count);
          default -> Duration.ZERO;
        };
    if (step.compareTo(PriceProcess.TICK) < 0
        || step.toMillis() % PriceProcess.TICK.toMillis() != 0) {
      throw unavailable("no bars of this length");
    }
    return step;
  }

  private static Refusal unavailable(String why) {
    return new Refusal(Answer.error(500, "Chart data unavailable").because(why));
  }

  private static Instant moved(Instant time, String period, int sign) {
    Matcher span = span(period, "period");
    int count = sign * Integer.parseInt(span.group(1));
    LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    LocalDateTime end =
        switch (span.group(2)) {
          case "S" -> local.plusSeconds(count);
          case "min" -> local.plusMinutes(count);
          case "h" -> local.plusHours(count);
          case "d" -> local.plusDays(count);
          case "w" -> local.plusWeeks(count);
          case "m" -> local.plus(Period.ofMonths(count));
          case "y" -> local.plusYears(count);
          default -> throw OrderRefusals.malformed("period");
        };
    return end.toInstant(ZoneOffset.UTC);
  }

  private static Matcher span(String text, String name) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      throw OrderRefusals.malformed(name);
    }
    return span;
  }

  private static Instant time(String text) {
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw OrderRefusals.malformed("startTime");
    }
  }
}
