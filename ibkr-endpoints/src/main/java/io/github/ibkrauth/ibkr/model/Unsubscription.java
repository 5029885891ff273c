package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;

/**
 * The answer to giving up quotes.
 *
 * @param json the object as the broker sent it
 */
public record Unsubscription(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Unsubscription {
    Objects.requireNonNull(json, "json");
  }

  /** Whether the broker has stopped sending. */
  public boolean done() {
    return json.flag("success") || json.flag("unsubscribed");
  }
}
