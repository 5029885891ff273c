package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What a series starts from.
 *
 * @param json the object as the broker sent it
 */
public record StartValue(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public StartValue {
    Objects.requireNonNull(json, "json");
  }

  /** The day before the series. */
  public Optional<LocalDate> date() {
    return json.date("date");
  }

  /** The net asset value on that day. */
  public Num value() {
    return json.num("val");
  }
}
