package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Map;
import java.util.Objects;

/**
 * What an account holds, by currency.
 *
 * @param json the object as the broker sent it
 */
public record MarketValues(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public MarketValues {
    Objects.requireNonNull(json, "json");
  }

  /**
   * Returns the holdings by currency; the total stands under words such as {@code "Total (in
   * USD)"}.
   */
  public Map<String, MarketValue> currencies() {
    return json.mapOfObjects(MarketValue::new);
  }
}
