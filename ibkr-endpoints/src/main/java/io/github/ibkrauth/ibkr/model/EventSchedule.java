package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When an event contract trades, by weekday.
 *
 * @param json the object as the broker sent it
 */
public record EventSchedule(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventSchedule {
    Objects.requireNonNull(json, "json");
  }

  /** The zone of all times. */
  public Optional<String> timeZone() {
    return json.text("timezone");
  }

  /** The weekdays. */
  public List<EventDay> days() {
    return json.objects("trading_schedules", EventDay::new);
  }
}
