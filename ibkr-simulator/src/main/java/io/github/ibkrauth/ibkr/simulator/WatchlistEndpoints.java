package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The watchlists of each user. */
final class WatchlistEndpoints {
  private static final String API = "/v1/api/iserver";

  private record Key(String user, String id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byUser = user.compareTo(other.user);
      return byUser == 0 ? id.compareTo(other.id) : byUser;
    }
  }

  /** Rows are conids; an empty row is a heading without a name. */
  private record Watchlist(
      String id, String name, List<Optional<Instrument>> rows, Instant savedAt) {}

  private final Map<Key, Watchlist> lists = new ConcurrentSkipListMap<>();
  private final Instruments instruments;
  private final InstantSource time;

  WatchlistEndpoints(Instruments instruments, InstantSource time) {
    this.instruments = instruments;
    this.time = time;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .get(API + "/watchlists", gate.tradingEarly((call, trader) -> all(trader)))
        .get(API + "/watchlist", gate.tradingEarly(this::one))
        .post(API + "/watchlist", gate.tradingEarly(this::save))
        .delete(API + "/watchlist", gate.tradingEarly(this::delete));
  }

  private Answer all(Trader trader) {
    List<JsonObject> own = new ArrayList<>();
    lists.forEach(
        (key, list) -> {
          if (key.user().equals(trader.user().name())) {
            own.add(
                new JsonObject()
                    .put("is_open", false)
                    .put("read_only", false)
                    .put("name", list.name())
                    .put("modified", list.savedAt().toEpochMilli())
                    .put("id", list.id())
                    .put("type", "watchlist"));
          }
        });
    return Answer.json(
        new JsonObject()
            .put(
                "data",
                new JsonObject()
                    .put("scanners_only", false)
                    .put("show_scanners", false)
                    .put("bulk_delete", false)
                    .put("user_lists", own))
            .put("action", "content")
            .put("MID", "1"));
  }

  private Answer one(Call call, Trader trader) {
    Watchlist list = lists.get(key(call, trader));
    if (list == null) {
      throw noSuchList();
    }
    return Answer.json(
        view(list).put("instruments", list.rows().stream().map(WatchlistEndpoints::row).toList()));
  }

  private Answer save(Call call, Trader trader) {
    JsonNode wish =
        Json.object(call.body())
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    String id = wish.path("id").asText("");
    String name = wish.path("name").asText("");
    if (!id.matches("\\d+") || name.isEmpty() || !wish.path("rows").isArray()) {
      throw OrderRefusals.malformed("id, name and rows");
    }
    List<Optional<Instrument>> rows = new ArrayList<>();
    for (JsonNode row : wish.path("rows")) {
      rows.add(row.has("C") ? Optional.of(instrument(row.path("C"))) : Optional.empty());
    }
    Watchlist list = new Watchlist(id, name, List.copyOf(rows), time.instant());
    lists.put(new Key(trader.user().name(), id), list);
    return Answer.json(view(list).put("instruments", List.of()));
  }

  private Instrument instrument(JsonNode conid) {
    return instruments
        .find(conid.asInt())
        .orElseThrow(() -> OrderRefusals.malformed("there is no conid " + conid.asText()));
  }

  private Answer delete(Call call, Trader trader) {
    Watchlist list = lists.remove(key(call, trader));
    if (list == null) {
      throw noSuchList();
    }
    return Answer.json(
        new JsonObject()
            .put("data", new JsonObject().put("deleted", list.id()))
            .put("action", "context")
            .put("MID", "2"));
  }

  private static Key key(Call call, Trader trader) {
    return new Key(trader.user().name(), call.queryParameter("id").orElse(""));
  }

  private static Refusal noSuchList() {
    return new Refusal(Answer.errorWithStatus(404, "there is no such watchlist"));
  }

  private static JsonObject view(Watchlist list) {
    return new JsonObject()
        .put("id", list.id())
        .put("hash", Long.toString(list.savedAt().toEpochMilli()))
        .put("name", list.name())
        .put("readOnly", false);
  }

  private static JsonObject row(Optional<Instrument> row) {
    return row.map(
            instrument ->
                new JsonObject()
                    .put("ST", instrument.assetClass())
                    .put("C", Integer.toString(instrument.conid()))
                    .put("conid", instrument.conid())
                    .put("name", instrument.name())
                    .put("fullName", instrument.symbol())
                    .put("assetClass", instrument.assetClass())
                    .put("ticker", instrument.symbol())
                    .put("chineseName", instrument.name()))
        .orElseGet(() -> new JsonObject().put("H", ""));
  }
}
