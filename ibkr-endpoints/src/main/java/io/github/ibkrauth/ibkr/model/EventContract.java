package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A contract on one event.
 *
 * @param json the object as the broker sent it
 */
public record EventContract(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventContract {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** {@code "Y"} for yes, {@code "N"} for no. */
  public Optional<String> side() {
    return json.text("side");
  }

  /** The day it expires. */
  public Optional<LocalDate> expiration() {
    return json.date("expiration");
  }

  /** The threshold. */
  public Num strike() {
    return json.num("strike");
  }

  /** The threshold in words. */
  public Optional<String> strikeLabel() {
    return json.text("strike_label");
  }

  /** The expiry in words. */
  public Optional<String> expiryLabel() {
    return json.text("expiry_label");
  }

  /** The underlying event. */
  public OptionalLong underlyingConid() {
    return json.whole("underlying_conid");
  }

  /** The period that is measured. */
  public Optional<String> timeSpecifier() {
    return json.text("time_specifier");
  }
}
