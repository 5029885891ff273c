package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When a venue trades on one day. A day of the first week of 2000 stands for that weekday of every
 * week; 1 January 2000 was a Saturday.
 *
 * @param json the object as the broker sent it
 */
public record VenueDay(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public VenueDay {
    Objects.requireNonNull(json, "json");
  }

  /** The end of the clearing cycle, as {@code HHmm}. */
  public Optional<String> clearingCycleEnd() {
    return json.text("clearingCycleEndTime");
  }

  /** The day. */
  public Optional<LocalDate> date() {
    return json.date("tradingScheduleDate");
  }

  /** The regular sessions. */
  public List<VenueHours> sessions() {
    return json.objects("sessions", VenueHours::new);
  }

  /** The trading times. */
  public List<VenueHours> tradingTimes() {
    return json.objects("tradingtimes", VenueHours::new);
  }
}
