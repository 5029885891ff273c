package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A span in which a venue trades, in its own time zone.
 *
 * @param json the object as the broker sent it
 */
public record VenueHours(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public VenueHours {
    Objects.requireNonNull(json, "json");
  }

  /** The start, as {@code HHmm}. */
  public Optional<String> opens() {
    return json.text("openingTime");
  }

  /** The end, as {@code HHmm}. */
  public Optional<String> closes() {
    return json.text("closingTime");
  }

  /** {@code "LIQUID"} for regular trading hours. */
  public Optional<String> property() {
    return json.text("prop");
  }

  /** {@code "Y"} when orders for the day end with it. */
  public Optional<String> cancelsDayOrders() {
    return json.text("cancelDayOrders");
  }
}
