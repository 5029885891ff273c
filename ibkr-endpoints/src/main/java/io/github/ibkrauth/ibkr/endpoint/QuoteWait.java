package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Asks for quotes again and again until the fields that matter have come. What an answer leaves out
 * stays as an earlier one had it. Not thread-safe.
 */
final class QuoteWait {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final AuthRuntime runtime;
  private final Map<Long, JsonObject> known = new LinkedHashMap<>();

  QuoteWait(AuthRuntime runtime) {
    this.runtime = runtime;
  }

  /** Returns the quotes when they are complete, or as they are when the time is over. */
  List<Quote> await(
      Supplier<List<Quote>> source,
      Collection<Long> conids,
      Collection<MarketDataField> wanted,
      Duration patience) {
    Instant end = runtime.clock().instant().plus(patience);
    Duration pause = SHORTEST_PAUSE;
    while (true) {
      source.get().forEach(this::merge);
      Duration left = Duration.between(runtime.clock().instant(), end);
      if (isComplete(conids, wanted) || left.isNegative() || left.isZero()) {
        return known.values().stream().map(Quote::new).toList();
      }
      sleep(pause.compareTo(left) < 0 ? pause : left);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private boolean isComplete(Collection<Long> conids, Collection<MarketDataField> wanted) {
    return conids.stream()
        .allMatch(conid -> known.containsKey(conid) && new Quote(known.get(conid)).has(wanted));
  }

  private void merge(Quote quote) {
    known.merge(
        quote.conid(),
        quote.json(),
        (before, now) -> {
          JsonObject.Builder both = before.toBuilder();
          now.fields().forEach(both::put);
          return both.build();
        });
  }

  private void sleep(Duration pause) {
    try {
      runtime.sleeper().sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted(MarketDataCatalog.SNAPSHOT);
    }
  }
}
