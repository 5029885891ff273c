package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.Position;
import io.github.ibkrauth.ibkr.ws.MarketData;
import io.github.ibkrauth.ibkr.ws.StreamSubscription;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A look at the stream for the demonstration: a few prices, for a few seconds. */
final class StreamSample {

  private static final int MOST = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Map<MarketDataField, String>> known = new LinkedHashMap<>();
  private final Map<Long, String> names = new LinkedHashMap<>();
  private final AtomicInteger updates = new AtomicInteger();

  /**
   * Looks.
   *
   * @param positions whose prices
   * @param atLeast how long; once every price is there it ends
   */
  DemoStep.Gain look(Connection client, List<Position> positions, Duration atLeast) {
    positions.stream()
        .limit(MOST)
        .forEach(
            position ->
                names.put(
                    position.conid(),
                    position.ticker().or(position::description).orElse("" + position.conid())));
    CountDownLatch first = new CountDownLatch(names.size());
    long start = System.nanoTime();
    if (!names.isEmpty()) {
      StreamSubscription all =
          client
              .streaming()
              .marketData(names.keySet(), StreamBoard.FIELDS)
              .listen(update -> take(update, first));
      try {
        await(first);
        long left = atLeast.toNanos() - (System.nanoTime() - start);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        all.close();
      }
    }
    return gain(Duration.ofNanos(System.nanoTime() - start));
  }

  private static void await(CountDownLatch first) throws InterruptedException {
    if (!first.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new CommandFailure(
          Failure.of(
              ExitCode.FAILED,
              "NO_PRICES",
              "No price came over the stream within " + PATIENCE.toSeconds() + " s."));
    }
  }

  private void take(MarketData update, CountDownLatch first) {
    updates.incrementAndGet();
    lock.lock();
    try {
      if (!known.containsKey(update.conid())) {
        first.countDown();
      }
      known.computeIfAbsent(update.conid(), id -> new LinkedHashMap<>()).putAll(update.fields());
    } finally {
      lock.unlock();
    }
  }

  private DemoStep.Gain gain(Duration time) {
    Table table = new Table().text("INSTRUMENT").number("LAST").number("BID").number("ASK");
    ObjectNode content = Json.object();
    content.put("updates", updates.get());
    var prices = content.putArray("prices");
    lock.lock();
    try {
      names.forEach(
          (conid, name) -> {
            Map<MarketDataField, String> row = known.getOrDefault(conid, Map.of());
            String last = row.getOrDefault(MarketDataField.LAST, "-");
            String bid = row.getOrDefault(MarketDataField.BID, "-");
            String ask = row.getOrDefault(MarketDataField.ASK, "-");
            table.row(name, last, bid, ask);
            prices
                .addObject()
                .put("conid", conid)
                .put("last", last)
                .put("bid", bid)
                .put("ask", ask);
          });
    } finally {
      lock.unlock();
    }
    String note =
        updates.get() + " updates of " + names.size() + " prices in " + time.toMillis() + " ms";
    return DemoStep.Gain.of(note, table, content);
  }
}
