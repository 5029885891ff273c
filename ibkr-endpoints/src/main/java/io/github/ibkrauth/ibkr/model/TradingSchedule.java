package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * When an instrument trades, over six trading days around today; days without trading are left out.
 *
 * @param json the object as the broker sent it
 */
public record TradingSchedule(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public TradingSchedule {
    Objects.requireNonNull(json, "json");
  }

  /** The exchange's time zone. */
  public Optional<String> timeZone() {
    return json.text("exchange_time_zone");
  }

  /** The days, as {@code yyyyMMdd}. */
  public Map<String, TradingDay> days() {
    return json.object("schedules").map(all -> all.mapOfObjects(TradingDay::new)).orElse(Map.of());
  }
}
