package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The brokers from which positions can be transferred.
 *
 * @param json the object as the broker sent it
 */
public record TransferBrokers(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public TransferBrokers {
    Objects.requireNonNull(json, "json");
  }

  /** The kind of transfer. */
  public Optional<String> instructionType() {
    return json.text("instructionType");
  }

  /** The brokers. */
  public List<String> brokers() {
    return json.texts("brokers");
  }
}
