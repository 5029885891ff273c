package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A condition of an alert.
 *
 * @param json the object as the broker sent it
 */
public record AlertCondition(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AlertCondition {
    Objects.requireNonNull(json, "json");
  }

  /**
   * What is looked at: 1 price, 3 time, 4 margin, 5 trade, 6 volume, 7 and 8 and 9 limits of the
   * mobile trading assistant.
   */
  public OptionalLong type() {
    return json.whole("condition_type");
  }

  /** The contract id and the exchange, such as {@code "8314@NYSE"}. */
  public Optional<String> contract() {
    return json.text("conidex");
  }

  /** The instrument in words. */
  public Optional<String> description() {
    return json.text("contract_description_1");
  }

  /** How the value is compared, such as {@code ">="}. */
  public Optional<String> operator() {
    return json.text("condition_operator");
  }

  /** Which prices count. */
  public Optional<String> triggerMethod() {
    return json.text("condition_trigger_method");
  }

  /** What it is compared with. */
  public Optional<String> value() {
    return json.text("condition_value");
  }

  /** How the next condition is joined: {@code "a"} and, {@code "o"} or, {@code "n"} the end. */
  public Optional<String> bind() {
    return json.text("condition_logic_bind");
  }

  /** The zone of a time. */
  public Optional<String> timeZone() {
    return json.text("condition_time_zone");
  }
}
