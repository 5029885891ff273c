package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * How notices are delivered.
 *
 * @param json the object as the broker sent it
 */
public record DeliveryOptions(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public DeliveryOptions {
    Objects.requireNonNull(json, "json");
  }

  /** The devices. */
  public List<DeliveryDevice> devices() {
    return json.objects("E", DeliveryDevice::new);
  }

  /** Whether they are mailed. */
  public boolean email() {
    return json.flag("M");
  }
}
