package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as the broker has understood it.
 *
 * @param json the object as the broker sent it
 */
public record Echo(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Echo {
    Objects.requireNonNull(json, "json");
  }

  /** The HTTP method. */
  public Optional<String> method() {
    return json.text("requestMethod");
  }

  /** How it was secured. */
  public Optional<String> policy() {
    return json.text("securityPolicy");
  }

  /** Returns the parameters of the query. */
  public Map<String, String> parameters() {
    return json.object("queryParameters").map(all -> all.mapOfTexts()).orElse(Map.of());
  }
}
