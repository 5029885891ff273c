package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How to show an instrument's prices.
 *
 * @param json the object as the broker sent it
 */
public record DisplayRule(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public DisplayRule {
    Objects.requireNonNull(json, "json");
  }

  /** The power of ten by which prices are magnified. */
  public OptionalLong magnification() {
    return json.whole("magnification");
  }

  /** The steps, by price. */
  public List<DisplayRuleStep> steps() {
    return json.objects("displayRuleStep", DisplayRuleStep::new);
  }
}
