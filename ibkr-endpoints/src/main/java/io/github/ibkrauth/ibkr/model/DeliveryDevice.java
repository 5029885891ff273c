package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A device to which notices go.
 *
 * @param json the object as the broker sent it
 */
public record DeliveryDevice(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public DeliveryDevice {
    Objects.requireNonNull(json, "json");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("NM");
  }

  /** The id. */
  public String id() {
    return json.requireText("I");
  }

  /** The name for display. */
  public Optional<String> uiName() {
    return json.text("UI");
  }

  /** Whether notices go there. */
  public boolean enabled() {
    return json.flag("A");
  }
}
