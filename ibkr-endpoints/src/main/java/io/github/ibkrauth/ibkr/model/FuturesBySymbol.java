package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The futures on underlyings.
 *
 * @param json the object as the broker sent it
 */
public record FuturesBySymbol(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public FuturesBySymbol {
    Objects.requireNonNull(json, "json");
  }

  /** Returns the futures that have not expired, by the symbol of the underlying. */
  public Map<String, List<FutureContract>> symbols() {
    return json.mapOfObjectLists(FutureContract::new);
  }
}
