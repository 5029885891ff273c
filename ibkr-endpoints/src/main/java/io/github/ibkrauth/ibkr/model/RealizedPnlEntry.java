package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Profit or loss realized on one day.
 *
 * @param json the object as the broker sent it
 */
public record RealizedPnlEntry(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public RealizedPnlEntry {
    Objects.requireNonNull(json, "json");
  }

  /** The day. */
  public Optional<LocalDate> date() {
    return json.date("date");
  }

  /** The currency of the amount. */
  public Optional<String> currency() {
    return json.text("cur");
  }

  /** Units of the base currency for one unit of that currency. */
  public Num fxRate() {
    return json.num("fxRate");
  }

  /** {@code "L"} for a loss, {@code "G"} for a gain. */
  public Optional<String> side() {
    return json.text("side");
  }

  /** The account. */
  public Optional<String> accountId() {
    return json.text("acctid");
  }

  /** The amount. */
  public Num amount() {
    return json.num("amt");
  }

  /** The broker's contract id. */
  public OptionalLong conid() {
    return json.whole("conid");
  }
}
