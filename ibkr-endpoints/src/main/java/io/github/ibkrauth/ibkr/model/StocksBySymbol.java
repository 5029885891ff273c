package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The companies behind symbols.
 *
 * @param json the object as the broker sent it
 */
public record StocksBySymbol(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public StocksBySymbol {
    Objects.requireNonNull(json, "json");
  }

  /** Returns the companies by symbol; a symbol without any has an empty list. */
  public Map<String, List<StockCompany>> symbols() {
    return json.mapOfObjectLists(StockCompany::new);
  }
}
