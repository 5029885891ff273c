package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A category of event contracts.
 *
 * @param json the object as the broker sent it
 */
public record EventCategory(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventCategory {
    Objects.requireNonNull(json, "json");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** The category it belongs to; none at the top. */
  public Optional<String> parentId() {
    return json.text("parent_id");
  }

  /** The markets in it. */
  public List<EventMarketEntry> markets() {
    return json.objects("markets", EventMarketEntry::new);
  }
}
