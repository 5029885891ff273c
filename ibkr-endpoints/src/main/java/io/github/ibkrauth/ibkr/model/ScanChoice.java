package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.Objects;
import java.util.Optional;

/**
 * A value that a filter offers.
 *
 * @param json the object as the broker sent it
 */
public record ScanChoice(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ScanChoice {
    Objects.requireNonNull(json, "json");
  }

  /** Whether it is chosen to begin with. */
  public boolean standard() {
    return json.flag("default");
  }

  /** Who provides the data. */
  public Optional<JsonValue> vendor() {
    return json.value("vendor");
  }

  /** The value. */
  public Optional<String> code() {
    return json.text("code");
  }

  /** The value in words. */
  public Optional<String> name() {
    return json.text("display_name");
  }
}
