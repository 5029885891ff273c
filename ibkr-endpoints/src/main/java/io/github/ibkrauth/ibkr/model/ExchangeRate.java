package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;

/**
 * What one unit of a currency is worth in another.
 *
 * @param json the object as the broker sent it
 */
public record ExchangeRate(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ExchangeRate {
    Objects.requireNonNull(json, "json");
  }

  /** The rate. */
  public Num rate() {
    return json.num("rate");
  }
}
