package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * When an instrument trades on one day.
 *
 * @param json the object as the broker sent it
 */
public record TradingDay(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public TradingDay {
    Objects.requireNonNull(json, "json");
  }

  /** Regular trading hours. */
  public List<TradingHours> liquidHours() {
    return json.objects("liquid_hours", TradingHours::new);
  }

  /** All trading hours. */
  public List<TradingHours> extendedHours() {
    return json.objects("extended_hours", TradingHours::new);
  }
}
