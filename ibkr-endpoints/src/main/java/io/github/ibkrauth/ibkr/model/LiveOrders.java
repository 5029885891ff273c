package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * The orders of the brokerage session: those that work, and those that were filled or cancelled in
 * it.
 *
 * @param json the object as the broker sent it
 */
public record LiveOrders(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public LiveOrders {
    Objects.requireNonNull(json, "json");
  }

  /** The orders. */
  public List<LiveOrder> orders() {
    return json.objects("orders", LiveOrder::new);
  }

  /** Whether the list is whole. The first answer of a session says no: ask again. */
  public boolean snapshot() {
    return json.flag("snapshot");
  }
}
