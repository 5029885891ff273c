package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When an event contract trades on a weekday.
 *
 * @param json the object as the broker sent it
 */
public record EventDay(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventDay {
    Objects.requireNonNull(json, "json");
  }

  /** The weekday in English. */
  public Optional<String> dayOfWeek() {
    return json.text("day_of_week");
  }

  /** The spans. */
  public List<EventHours> hours() {
    return json.objects("trading_times", EventHours::new);
  }
}
