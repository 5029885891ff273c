package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The performance of accounts over all of the broker's periods.
 *
 * @param json the object as the broker sent it
 */
public record AllPeriods(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllPeriods {
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

  /** The accounts asked for. */
  public List<String> view() {
    return json.texts("view");
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

  /** Returns the accounts by id. */
  public Map<String, AccountPeriods> accounts() {
    return json.mapOfObjects(AccountPeriods::new);
  }
}
