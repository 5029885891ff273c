package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A position of a model portfolio.
 *
 * @param json the object as the broker sent it
 */
public record ModelPosition(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelPosition {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public OptionalLong conid() {
    return json.whole("cid");
  }

  /** The instrument in words. */
  public Optional<String> instrument() {
    return json.text("instrument");
  }

  /** The currency it trades in. */
  public Optional<String> currency() {
    return json.text("ccy");
  }

  /** How many units. */
  public Num quantity() {
    return json.num("position");
  }

  /** What they are worth. */
  public Num marketValue() {
    return json.num("mv");
  }

  /** What they would bring. */
  public Num liquidation() {
    return json.num("dlv");
  }

  /** What part of the model it is. */
  public Num actual() {
    return json.num("actl");
  }

  /** What part it should be. */
  public Num target() {
    return json.num("trgt");
  }

  /** The largest part that is tolerated. */
  public Num upper() {
    return json.num("actlRangeMax");
  }

  /** The smallest part that is tolerated. */
  public Num lower() {
    return json.num("actlRangeMin");
  }

  /** What one unit of the currency is worth in the base currency. */
  public Num exchangeRate() {
    return json.num("exrt");
  }

  /** How far actual and target differ. */
  public Num imbalance() {
    return json.num("instrImbalance");
  }

  /** The kind of difference. */
  public OptionalLong mismatchType() {
    return json.whole("mismatchType");
  }

  /** Internal to the broker. */
  public OptionalLong flag() {
    return json.whole("flg");
  }
}
