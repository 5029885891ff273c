package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.Optional;

/**
 * The cash of a model portfolio in one currency.
 *
 * @param json the object as the broker sent it
 */
public record ModelCash(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelCash {
    Objects.requireNonNull(json, "json");
  }

  /** The currency. */
  public Optional<String> currency() {
    return json.text("ccy");
  }

  /** What part of the model it is. */
  public Num actual() {
    return json.num("actl");
  }

  /** What part it should be. */
  public Num target() {
    return json.num("trgt");
  }

  /** What one unit is worth in the base currency. */
  public Num exchangeRate() {
    return json.num("exrt");
  }

  /** How far the two differ. */
  public Num imbalance() {
    return json.num("instrImbalance");
  }

  /** What it is worth. */
  public Num marketValue() {
    return json.num("mv");
  }
}
