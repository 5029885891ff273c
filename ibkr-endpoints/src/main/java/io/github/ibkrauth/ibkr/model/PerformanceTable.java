package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Figures of several accounts over the same dates.
 *
 * @param json the object as the broker sent it
 */
public record PerformanceTable(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PerformanceTable {
    Objects.requireNonNull(json, "json");
  }

  /** The step: {@code "D"}, {@code "M"} or {@code "Q"}. */
  public Optional<String> frequency() {
    return json.text("freq");
  }

  /** The dates as {@code yyyyMMdd}, or {@code yyyyMM} for months. */
  public List<String> dates() {
    return json.texts("dates");
  }

  /** The accounts. */
  public List<PerformanceSeries> series() {
    return json.objects("data", PerformanceSeries::new);
  }
}
