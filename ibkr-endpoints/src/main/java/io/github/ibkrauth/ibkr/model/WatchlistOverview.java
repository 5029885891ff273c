package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The saved watchlists.
 *
 * @param json the object as the broker sent it
 */
public record WatchlistOverview(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public WatchlistOverview {
    Objects.requireNonNull(json, "json");
  }

  /** The lists. */
  public Optional<WatchlistIndex> data() {
    return json.object("data", WatchlistIndex::new);
  }

  /** Internal to the broker. */
  public Optional<String> action() {
    return json.text("action");
  }

  /** Internal to the broker. */
  public Optional<String> messageId() {
    return json.text("MID");
  }
}
