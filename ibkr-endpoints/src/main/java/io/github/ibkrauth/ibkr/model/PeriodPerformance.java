package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An account's figures over one period.
 *
 * @param json the object as the broker sent it
 */
public record PeriodPerformance(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PeriodPerformance {
    Objects.requireNonNull(json, "json");
  }

  /** The step: {@code "D"}, {@code "M"} or {@code "Q"}. */
  public Optional<String> frequency() {
    return json.text("freq");
  }

  /** The dates as {@code yyyyMMdd}. */
  public List<String> dates() {
    return json.texts("dates");
  }

  /** Returns since the start of the period, as fractions, one for each date. */
  public List<Num> cumulativeReturns() {
    return json.nums("cps");
  }

  /** Net asset values in the base currency, one for each date. */
  public List<Num> netAssetValues() {
    return json.nums("nav");
  }

  /** What the period starts from. */
  public Optional<StartValue> startValue() {
    return json.object("startNAV", StartValue::new);
  }
}
