package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An algorithm that trades an order.
 *
 * @param json the object as the broker sent it
 */
public record Algo(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Algo {
    Objects.requireNonNull(json, "json");
  }

  /** The id that an order names. */
  public String id() {
    return json.requireText("id");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** What it does, where that was asked for. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** What can be set, where that was asked for. */
  public List<AlgoParameter> parameters() {
    return json.objects("parameters", AlgoParameter::new);
  }
}
