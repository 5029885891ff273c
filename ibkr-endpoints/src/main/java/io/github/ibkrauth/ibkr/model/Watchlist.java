package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A watchlist with its instruments.
 *
 * @param json the object as the broker sent it
 */
public record Watchlist(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Watchlist {
    Objects.requireNonNull(json, "json");
  }

  /** Its id. */
  public String id() {
    return json.requireText("id");
  }

  /** Changes when the list does. */
  public Optional<String> hash() {
    return json.text("hash");
  }

  /** Its name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** Whether it cannot be changed. */
  public boolean readOnly() {
    return json.flag("readOnly");
  }

  /** Its rows; empty in the answer to creating it. */
  public List<WatchlistItem> instruments() {
    return json.objects("instruments", WatchlistItem::new);
  }
}
