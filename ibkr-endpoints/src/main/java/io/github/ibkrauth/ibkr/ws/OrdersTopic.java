package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All orders. The broker sends each whole at first, then what changed, and each whole again after
 * every connect; an event is the whole order, and there is one only if something about it changed.
 */
final class OrdersTopic extends ServerTopic<LiveOrder> {

  private static final int REMEMBERED = 20_000;

  private final LinkedHashMap<String, LiveOrder> orders = new LinkedHashMap<>();

  OrdersTopic() {
    super("sor", Terms.ORDERS);
  }

  @Override
  List<String> opening() {
    return List.of("sor+{}");
  }

  @Override
  List<String> closing() {
    return List.of("uor+{}");
  }

  @Override
  List<LiveOrder> events(Frame frame) {
    List<LiveOrder> events = new ArrayList<>();
    for (JsonObject news : frame.json().objects("args", json -> json)) {
      String id = news.text("orderId").orElse(null);
      if (id == null) {
        continue;
      }
      LiveOrder before = orders.get(id);
      LiveOrder after = before == null ? new LiveOrder(news) : merged(before, news);
      if (!after.equals(before)) {
        orders.put(id, after);
        events.add(after);
      }
    }
    forget();
    return events;
  }

  @Override
  List<LiveOrder> known() {
    return List.copyOf(orders.values());
  }

  private static LiveOrder merged(LiveOrder before, JsonObject news) {
    JsonObject.Builder whole = before.json().toBuilder();
    news.fields().forEach(whole::put);
    return new LiveOrder(whole.build());
  }

  /** Forgets the oldest that are over when there are very many. */
  private void forget() {
    Iterator<Map.Entry<String, LiveOrder>> all = orders.entrySet().iterator();
    while (orders.size() > REMEMBERED && all.hasNext()) {
      if (all.next().getValue().state().filter(state -> state.isFinal()).isPresent()) {
        all.remove();
      }
    }
  }
}
