package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A span in which an instrument trades.
 *
 * @param json the object as the broker sent it
 */
public record TradingHours(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public TradingHours {
    Objects.requireNonNull(json, "json");
  }

  /** The start. */
  public Optional<Instant> opens() {
    return json.time("opening");
  }

  /** The end. */
  public Optional<Instant> closes() {
    return json.time("closing");
  }

  /** Whether orders for the day end with it. */
  public boolean cancelsDailyOrders() {
    return json.flag("cancel_daily_orders");
  }
}
