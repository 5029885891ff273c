package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One trade, dividend or other booking.
 *
 * @param json the object as the broker sent it
 */
public record Transaction(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Transaction {
    Objects.requireNonNull(json, "json");
  }

  /** The day of the booking. */
  public Optional<Instant> date() {
    return json.time("date");
  }

  /** The same day in short form; not sent by all servers. */
  public Optional<LocalDate> rawDate() {
    return json.date("rawDate");
  }

  /** The currency of price and amount. */
  public Optional<String> currency() {
    return json.text("cur");
  }

  /** Units of the base currency for one unit of that currency. */
  public Num fxRate() {
    return json.num("fxRate");
  }

  /** Price of one unit. */
  public Num price() {
    return json.num("pr");
  }

  /** The number of units; below zero when sold. */
  public Num quantity() {
    return json.num("qty");
  }

  /** The account. */
  public Optional<String> accountId() {
    return json.text("acctid");
  }

  /** The change in cash. */
  public Num amount() {
    return json.num("amt");
  }

  /** The broker's contract id. */
  public OptionalLong conid() {
    return json.whole("conid");
  }

  /** The kind of booking, such as {@code "Buy"}. */
  public Optional<String> type() {
    return json.text("type");
  }

  /** The instrument in words. */
  public Optional<String> description() {
    return json.text("desc");
  }
}
