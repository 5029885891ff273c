package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A future.
 *
 * @param json the object as the broker sent it
 */
public record FutureContract(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public FutureContract {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The symbol of the underlying. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The underlying. */
  public OptionalLong underlyingConid() {
    return json.whole("underlyingConid");
  }

  /** The day it expires. */
  public Optional<LocalDate> expiry() {
    return json.date("expirationDate");
  }

  /** The last day it trades. */
  public Optional<LocalDate> lastTradingDay() {
    return json.date("ltd");
  }

  /** The day before which a short position is to be closed. */
  public Optional<LocalDate> shortCutOff() {
    return json.date("shortFuturesCutOff");
  }

  /** The day before which a long position is to be closed. */
  public Optional<LocalDate> longCutOff() {
    return json.date("longFuturesCutOff");
  }
}
