package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When a venue trades an instrument, by day.
 *
 * @param json the object as the broker sent it
 */
public record VenueSchedule(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public VenueSchedule {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's id of the exchange. */
  public Optional<String> id() {
    return json.text("id");
  }

  /** The broker's id of the venue. */
  public Optional<String> venueId() {
    return json.text("tradeVenueId");
  }

  /** The exchange in short. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }

  /** The exchange in words. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** The zone of all times. */
  public Optional<String> timeZone() {
    return json.text("timezone");
  }

  /** The days. */
  public List<VenueDay> days() {
    return json.objects("schedules", VenueDay::new);
  }
}
