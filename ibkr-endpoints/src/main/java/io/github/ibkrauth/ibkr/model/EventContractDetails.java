package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The question behind an event contract.
 *
 * @param json the object as the broker sent it
 */
public record EventContractDetails(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventContractDetails {
    Objects.requireNonNull(json, "json");
  }

  /** The contract that it happens. */
  public OptionalLong yesConid() {
    return json.whole("conid_yes");
  }

  /** The contract that it does not. */
  public OptionalLong noConid() {
    return json.whole("conid_no");
  }

  /** The question. */
  public Optional<String> question() {
    return json.text("question");
  }

  /** Which of the two was asked for: {@code "Y"} or {@code "N"}. */
  public Optional<String> side() {
    return json.text("side");
  }

  /** The threshold in words. */
  public Optional<String> strikeLabel() {
    return json.text("strike_label");
  }

  /** The threshold. */
  public Num strike() {
    return json.num("strike");
  }

  /** The exchange. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }

  /** The day it expires. */
  public Optional<LocalDate> expiration() {
    return json.date("expiration");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The category's id. */
  public Optional<String> category() {
    return json.text("category");
  }

  /** The category of its picture. */
  public Optional<String> logoCategory() {
    return json.text("logo_category");
  }

  /** The period that is measured. */
  public Optional<String> measuredPeriod() {
    return json.text("measured_period");
  }

  /** The name of the market. */
  public Optional<String> marketName() {
    return json.text("market_name");
  }

  /** The underlying event. */
  public OptionalLong underlyingConid() {
    return json.whole("underlying_conid");
  }

  /** What a contract pays when it is right. */
  public Num payout() {
    return json.num("payout");
  }
}
