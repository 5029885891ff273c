package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model portfolio in short.
 *
 * @param json the object as the broker sent it
 */
public record ModelSummary(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelSummary {
    Objects.requireNonNull(json, "json");
  }

  /** The name. */
  public String name() {
    return json.requireText("model");
  }

  /** The description. */
  public Optional<String> description() {
    return json.text("desc");
  }

  /** What it is worth. */
  public Num netLiquidation() {
    return json.num("nlv");
  }

  /** How many accounts are invested in it. */
  public OptionalLong accountCount() {
    return json.whole("numAccounts");
  }

  /** Whether it keeps to its first targets, instead of following the market. */
  public boolean isStatic() {
    return json.flag("isStatic");
  }

  /** Whether what it holds differs from its targets. */
  public boolean mismatched() {
    return json.flag("mismatch");
  }

  /** Internal to the broker. */
  public boolean bootstrapped() {
    return json.flag("bootstrapped");
  }

  /** Internal to the broker. */
  public boolean ci() {
    return json.flag("ci");
  }

  /** The number of the request. */
  public OptionalLong requestId() {
    return json.whole("reqID");
  }

  /** As far as is known 1 when the answer is whole, and 0 when it is to be asked for again. */
  public OptionalLong subscriptionStatus() {
    return json.whole("subscriptionStatus");
  }

  /** By which to ask again while it is being made. */
  public Optional<String> subscriptionKey() {
    return json.text("subscriptionKey");
  }
}
