package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;

/**
 * Realized profit and loss over some days.
 *
 * @param json the object as the broker sent it
 */
public record RealizedPnl(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public RealizedPnl {
    Objects.requireNonNull(json, "json");
  }

  /** The days. */
  public List<RealizedPnlEntry> entries() {
    return json.objects("data", RealizedPnlEntry::new);
  }

  /** The sum over all days. */
  public Num amount() {
    return json.num("amt");
  }
}
