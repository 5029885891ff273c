package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * What a login can use.
 *
 * @param json the object as the broker sent it
 */
public record SsoFeatures(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public SsoFeatures {
    Objects.requireNonNull(json, "json");
  }

  /** Internal to the broker. */
  public boolean wlms() {
    return json.flag("wlms");
  }

  /** Whether real-time market data is available. */
  public boolean realtime() {
    return json.flag("realtime");
  }

  /** Whether bonds can be traded. */
  public boolean bond() {
    return json.flag("bond");
  }

  /** Whether option chains can be asked for. */
  public boolean optionChains() {
    return json.flag("optionChains");
  }

  /** Whether trading calendars are available. */
  public boolean calendar() {
    return json.flag("calendar");
  }

  /** Internal to the broker. */
  public boolean newMf() {
    return json.flag("newMf");
  }

  /** Returns the environment, such as {@code "PROD"}. */
  public Optional<String> environment() {
    return json.text("env").or(() -> json.text("envs"));
  }
}
