package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One account's performance over each of the broker's periods.
 *
 * @param json the object as the broker sent it
 */
public record AccountPeriods(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountPeriods {
    Objects.requireNonNull(json, "json");
  }

  /** The names of the periods, such as {@code "1D"} or {@code "YTD"}. */
  public List<String> periodNames() {
    return json.texts("periods");
  }

  /** The first day. */
  public Optional<LocalDate> start() {
    return json.date("start");
  }

  /** The last day. */
  public Optional<LocalDate> end() {
    return json.date("end");
  }

  /** When the broker last computed these figures. */
  public Optional<Instant> lastSuccessfulUpdate() {
    return json.time("lastSuccessfulUpdate");
  }

  /** The account's base currency. */
  public Optional<String> baseCurrency() {
    return json.text("baseCurrency");
  }

  /** Returns the periods by name. */
  public Map<String, PeriodPerformance> periods() {
    return json.mapOfObjects(PeriodPerformance::new);
  }
}
