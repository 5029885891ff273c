package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.ibkr.model.Trade;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Executions. After every connect, and for every newcomer, the broker is asked for those of some
 * days again; what a consumer has had is left out by its {@link SeenTrades}.
 */
final class TradesTopic extends ServerTopic<Trade> {

  static final int MOST_DAYS = 7;

  private final List<SeenTrades> consumers = new CopyOnWriteArrayList<>();

  TradesTopic() {
    super("str", Terms.ORDERS);
  }

  boolean want(SeenTrades consumer) {
    return consumers.add(consumer);
  }

  void forget(SeenTrades consumer) {
    consumers.remove(consumer);
  }

  @Override
  List<String> opening() {
    int days = consumers.stream().mapToInt(SeenTrades::days).max().orElse(1);
    return List.of("str+{\"realtimeUpdatesOnly\":false,\"days\":" + days + "}");
  }

  @Override
  List<String> closing() {
    return List.of("utr");
  }

  @Override
  List<Trade> events(Frame frame) {
    return frame.json().objects("args", Trade::new);
  }
}
