package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The positions in one instrument, by account.
 *
 * @param json the object as the broker sent it
 */
public record PositionsByAccount(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PositionsByAccount {
    Objects.requireNonNull(json, "json");
  }

  /**
   * Returns the positions by account id, in the order of the wire. Fields that are neither a list
   * nor an object, such as an error text, are left to {@link #json()}.
   */
  public Map<String, List<Position>> accounts() {
    return json.mapOfObjectLists(Position::new);
  }
}
