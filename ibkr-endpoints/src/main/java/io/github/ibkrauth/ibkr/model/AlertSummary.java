package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An alert in the list of alerts.
 *
 * @param json the object as the broker sent it
 */
public record AlertSummary(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AlertSummary {
    Objects.requireNonNull(json, "json");
  }

  /** The alert's id, with which it is changed and deleted. */
  public long id() {
    return json.requireWhole("order_id");
  }

  /** The account it belongs to. */
  public Optional<String> accountId() {
    return json.text("account");
  }

  /** Its name. */
  public Optional<String> name() {
    return json.text("alert_name");
  }

  /** Whether it watches. */
  public boolean active() {
    return json.flag("alert_active");
  }

  /** When it was made. */
  public Optional<Instant> createdAt() {
    return json.time("order_time");
  }

  /** Whether it has gone off. */
  public boolean triggered() {
    return json.flag("alert_triggered");
  }

  /** Whether it may go off more than once. */
  public boolean repeatable() {
    return json.flag("alert_repeatable");
  }
}
