package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The performance of accounts over time.
 *
 * @param json the object as the broker sent it
 */
public record Performance(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Performance {
    Objects.requireNonNull(json, "json");
  }

  /** Which currency the figures are in, such as {@code "base"}. */
  public Optional<String> currencyType() {
    return json.text("currencyType");
  }

  /** Internal to the broker; 0 when all is well. */
  public OptionalLong returnCode() {
    return json.whole("rc");
  }

  /** Net asset values. */
  public Optional<PerformanceTable> netAssetValues() {
    return json.object("nav", PerformanceTable::new);
  }

  /** Returns since the start. */
  public Optional<PerformanceTable> cumulativeReturns() {
    return json.object("cps", PerformanceTable::new);
  }

  /** Returns of each period. */
  public Optional<PerformanceTable> periodReturns() {
    return json.object("tpps", PerformanceTable::new);
  }

  /** How many data points there are. */
  public OptionalLong dataPoints() {
    return json.whole("nd");
  }

  /** The broker's name for the request. */
  public Optional<String> requestId() {
    return json.text("id");
  }

  /** The accounts included. */
  public List<String> included() {
    return json.texts("included");
  }

  /** How returns are measured: {@code "TWR"} or {@code "MWR"}. */
  public Optional<String> method() {
    return json.text("pm");
  }
}
