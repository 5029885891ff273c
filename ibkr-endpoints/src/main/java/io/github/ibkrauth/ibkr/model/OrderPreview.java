package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * What an order would cost and change if it were filled whole.
 *
 * @param json the object as the broker sent it
 */
public record OrderPreview(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public OrderPreview {
    Objects.requireNonNull(json, "json");
  }

  /** What it would cost. */
  public Optional<PreviewAmount> amount() {
    return json.object("amount", PreviewAmount::new);
  }

  /** What it would do to the equity with loan value. */
  public Optional<PreviewChange> equity() {
    return json.object("equity", PreviewChange::new);
  }

  /** What it would do to the initial margin. */
  public Optional<PreviewChange> initialMargin() {
    return json.object("initial", PreviewChange::new);
  }

  /** What it would do to the maintenance margin. */
  public Optional<PreviewChange> maintenanceMargin() {
    return json.object("maintenance", PreviewChange::new);
  }

  /** What it would do to the position in the instrument. */
  public Optional<PreviewChange> position() {
    return json.object("position", PreviewChange::new);
  }

  /** A warning. */
  public Optional<String> warning() {
    return json.text("warn");
  }

  /** Why it would be refused. */
  public Optional<String> error() {
    return json.text("error");
  }
}
