package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The currency pairs of one currency.
 *
 * @param json the object as the broker sent it
 */
public record CurrencyPairs(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public CurrencyPairs {
    Objects.requireNonNull(json, "json");
  }

  /** Returns the pairs by currency. */
  public Map<String, List<CurrencyPair>> currencies() {
    return json.mapOfObjectLists(CurrencyPair::new);
  }
}
