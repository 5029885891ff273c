package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One account's figures, one for each date of the {@link PerformanceTable} around it.
 *
 * @param json the object as the broker sent it
 */
public record PerformanceSeries(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PerformanceSeries {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public Optional<String> id() {
    return json.text("id");
  }

  /** What the id names, such as {@code "acctid"}. */
  public Optional<String> idType() {
    return json.text("idType");
  }

  /** The first day. */
  public Optional<LocalDate> start() {
    return json.date("start");
  }

  /** The last day. */
  public Optional<LocalDate> end() {
    return json.date("end");
  }

  /** Returns as fractions: 0.01 is one per cent. */
  public List<Num> returns() {
    return json.nums("returns");
  }

  /** Net asset values in the base currency. */
  public List<Num> netAssetValues() {
    return json.nums("navs");
  }

  /** What net asset values start from. */
  public Optional<StartValue> startValue() {
    return json.object("startNAV", StartValue::new);
  }

  /** The account's base currency. */
  public Optional<String> baseCurrency() {
    return json.text("baseCurrency");
  }
}
