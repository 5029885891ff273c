package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Map;
import java.util.Objects;

/**
 * Profit and loss by account and model. The first answer of a session may hold no rows.
 *
 * @param json the object as the broker sent it
 */
public record PartitionedPnl(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PartitionedPnl {
    Objects.requireNonNull(json, "json");
  }

  /** Returns the rows by account and model, such as {@code "DU1234567.Core"}. */
  public Map<String, PnlRow> rows() {
    return json.object("upnl").map(rows -> rows.mapOfObjects(PnlRow::new)).orElse(Map.of());
  }
}
