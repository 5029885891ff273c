package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.ibkr.model.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which executions a consumer has had, so that none comes twice: the broker sends all of the last
 * days again whenever it is asked. An execution is forgotten when the broker cannot send it any
 * more. Used by one thread at a time.
 */
final class SeenTrades implements Function<Trade, @Nullable Trade> {

  /** The broker goes back seven days, and a day more for time zones. */
  private static final Duration REPEATED = Duration.ofDays(8);

  private final InstantSource clock;
  private final int days;
  private final Instant from;
  private final Instant began;
  private final LinkedHashMap<String, Instant> seen = new LinkedHashMap<>();

  /**
   * Creates it.
   *
   * @param days how many days, today included, the consumer wants
   */
  SeenTrades(InstantSource clock, int days) {
    this.clock = clock;
    this.days = days;
    this.began = clock.instant();
    this.from = began.minus(Duration.ofDays(days));
  }

  /** Returns for how many days the broker must be asked: as many as went by, too. */
  int days() {
    long since = Duration.between(began, clock.instant()).toDays();
    return (int) Math.min(TradesTopic.MOST_DAYS, days + Math.max(0, since));
  }

  @Override
  public @Nullable Trade apply(Trade trade) {
    String id = trade.json().text("execution_id").orElse(null);
    if (id == null) {
      return trade;
    }
    Instant now = clock.instant();
    Instant time = trade.time().or(trade::timeText).orElse(now);
    if (time.isBefore(from) || seen.putIfAbsent(id, now) != null) {
      return null;
    }
    for (var eldest = seen.entrySet().iterator(); eldest.hasNext(); ) {
      Map.Entry<String, Instant> first = eldest.next();
      if (!first.getValue().isBefore(now.minus(REPEATED))) {
        break;
      }
      eldest.remove();
    }
    return trade;
  }
}
