package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;

/**
 * The price step that holds from some price on.
 *
 * @param json the object as the broker sent it
 */
public record IncrementRule(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public IncrementRule {
    Objects.requireNonNull(json, "json");
  }

  /** The price from which the step holds. */
  public Num lowerEdge() {
    return json.num("lowerEdge");
  }

  /** The step. */
  public Num increment() {
    return json.num("increment");
  }
}
