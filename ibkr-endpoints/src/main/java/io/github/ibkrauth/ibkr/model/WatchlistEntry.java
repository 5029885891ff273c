package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A watchlist in the list of lists.
 *
 * @param json the object as the broker sent it
 */
public record WatchlistEntry(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public WatchlistEntry {
    Objects.requireNonNull(json, "json");
  }

  /** Its id. */
  public String id() {
    return json.requireText("id");
  }

  /** Its name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** Whether it is in use. */
  public boolean open() {
    return json.flag("is_open");
  }

  /** Whether it cannot be changed. */
  public boolean readOnly() {
    return json.flag("read_only");
  }

  /** When it was last changed. */
  public Optional<Instant> modifiedAt() {
    return json.time("modified");
  }

  /** The kind of list. */
  public Optional<String> type() {
    return json.text("type");
  }
}
