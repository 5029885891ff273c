package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to deleting a watchlist.
 *
 * @param json the object as the broker sent it
 */
public record WatchlistDeletion(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public WatchlistDeletion {
    Objects.requireNonNull(json, "json");
  }

  /** Internal to the broker. */
  public Optional<String> action() {
    return json.text("action");
  }

  /** Internal to the broker. */
  public Optional<String> messageId() {
    return json.text("MID");
  }

  /** The id of the list that is gone. */
  public Optional<String> deletedId() {
    return json.object("data").flatMap(data -> data.text("deleted"));
  }
}
