package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bars of an instrument, the earliest first.
 *
 * @param json the object as the broker sent it
 */
public record BarHistory(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BarHistory {
    Objects.requireNonNull(json, "json");
  }

  /** The bars. */
  public List<Bar> bars() {
    return json.objects("data", Bar::new);
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The name. */
  public Optional<String> text() {
    return json.text("text");
  }

  /** The start of the span, in UTC. */
  public Optional<Instant> start() {
    return json.time("startTime");
  }

  /** The span that was asked for. */
  public Optional<String> period() {
    return json.text("timePeriod");
  }

  /** The length of a bar in seconds. */
  public OptionalLong barLength() {
    return json.whole("barLength");
  }

  /** The number of the last bar, counted from 0. */
  public OptionalLong points() {
    return json.whole("points");
  }

  /**
   * How current the data are: R real time, D delayed, Z frozen, Y frozen and delayed, S a snapshot.
   */
  public Optional<String> availability() {
    return json.text("mdAvailability");
  }

  /** Whether bars outside regular trading hours are included. */
  public boolean outsideRegularHours() {
    return json.flag("outsideRth");
  }

  /** The highest price and where it is, in the broker's notation. */
  public Optional<String> highest() {
    return json.text("high");
  }

  /** The lowest price and where it is, in the broker's notation. */
  public Optional<String> lowest() {
    return json.text("low");
  }

  /** For scaling charts. */
  public Num priceFactor() {
    return json.num("priceFactor");
  }

  /** For scaling charts. */
  public Num volumeFactor() {
    return json.num("volumeFactor");
  }

  /** The broker's id of the request. */
  public Optional<String> serverId() {
    return json.text("serverId");
  }

  /** How long the broker took. */
  public Optional<Duration> delay() {
    return json.millis("mktDataDelay");
  }

  /** The length of a trading day, as seen in minutes. */
  public OptionalLong tradingDayMinutes() {
    return json.whole("tradingDayDuration");
  }

  /** For showing prices. */
  public OptionalLong priceDisplayRule() {
    return json.whole("priceDisplayRule");
  }

  /** For showing prices. */
  public Optional<String> priceDisplayValue() {
    return json.text("priceDisplayValue");
  }

  /** For placing the chart. */
  public Optional<Instant> chartStart() {
    return json.time("chartPanStartTime");
  }

  /** -1: the span ends at the given time. */
  public OptionalLong direction() {
    return json.whole("direction");
  }

  /** Whether prices may be below zero. */
  public boolean negativeCapable() {
    return json.flag("negativeCapable");
  }

  /** The version of this form. */
  public OptionalLong messageVersion() {
    return json.whole("messageVersion");
  }

  /** Internal to the broker. */
  public Optional<Duration> travelTime() {
    return json.millis("travelTime");
  }
}
