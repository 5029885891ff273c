package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Map;
import java.util.Objects;

/**
 * The tree of event contracts.
 *
 * @param json the object as the broker sent it
 */
public record EventCategories(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventCategories {
    Objects.requireNonNull(json, "json");
  }

  /** The categories by id. */
  public Map<String, EventCategory> categories() {
    return json.object("categories")
        .map(all -> all.mapOfObjects(EventCategory::new))
        .orElse(Map.of());
  }
}
