package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.ibkr.model.BarHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars of one contract. They are ended by the id that the broker gives them in its first answer.
 */
final class BarsTopic extends ServerTopic<BarHistory> {

  private final BarsQuery query;
  private volatile @Nullable String serverId;
  private @Nullable BarHistory first;

  BarsTopic(BarsQuery query) {
    super(query.topic(), Terms.BARS);
    this.query = query;
  }

  BarsQuery query() {
    return query;
  }

  @Override
  List<String> opening() {
    return List.of(query.message());
  }

  @Override
  List<String> closing() {
    String id = serverId;
    return List.of("umh+" + (id == null ? Long.toString(query.conid()) : id));
  }

  @Override
  List<BarHistory> events(Frame frame) {
    BarHistory bars = new BarHistory(frame.json());
    if (bars.serverId().isPresent()) {
      serverId = bars.serverId().get();
      first = bars;
    }
    return List.of(bars);
  }

  @Override
  List<BarHistory> known() {
    BarHistory known = first;
    return known == null ? List.of() : List.of(known);
  }
}
