package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * Instruments by their contract ids.
 *
 * @param json the object as the broker sent it
 */
public record SecurityDefinitions(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public SecurityDefinitions {
    Objects.requireNonNull(json, "json");
  }

  /** The instruments. */
  public List<SecurityDefinition> definitions() {
    return json.objects("secdef", SecurityDefinition::new);
  }
}
