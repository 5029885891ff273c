package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How many digits to show from some price on.
 *
 * @param json the object as the broker sent it
 */
public record DisplayRuleStep(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public DisplayRuleStep {
    Objects.requireNonNull(json, "json");
  }

  /** The price from which the rule holds. */
  public Num lowerEdge() {
    return json.num("lowerEdge");
  }

  /** Digits after the point. */
  public OptionalLong decimalDigits() {
    return json.whole("decimalDigits");
  }

  /** Digits before the point. */
  public OptionalLong wholeDigits() {
    return json.whole("wholeDigits");
  }
}
