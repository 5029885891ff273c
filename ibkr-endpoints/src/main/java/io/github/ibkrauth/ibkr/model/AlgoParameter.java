package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What can be set for an algorithm.
 *
 * @param json the object as the broker sent it
 */
public record AlgoParameter(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AlgoParameter {
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

  /** What it means. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** Its place in a form. */
  public OptionalLong rank() {
    return json.whole("guiRank");
  }

  /** Whether it must be set. */
  public boolean required() {
    return json.flag("required");
  }

  /** What its value is, such as {@code "Double"}. */
  public Optional<String> type() {
    return json.text("valueClassName");
  }

  /** The value when it is not set. */
  public Optional<String> defaultValue() {
    return json.text("defaultValue");
  }

  /** The values it may have. */
  public List<String> allowed() {
    return json.texts("legalStrings");
  }

  /** When it may be set. */
  public Optional<String> enabledBy() {
    return json.text("enabledConditions");
  }

  /** The smallest value. */
  public Num minimum() {
    return json.num("minValue");
  }

  /** The largest value. */
  public Num maximum() {
    return json.num("maxValue");
  }
}
