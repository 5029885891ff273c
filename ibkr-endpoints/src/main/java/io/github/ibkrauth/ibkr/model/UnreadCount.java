package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;

/**
 * How many notices are unread.
 *
 * @param json the object as the broker sent it
 */
public record UnreadCount(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public UnreadCount {
    Objects.requireNonNull(json, "json");
  }

  /** The number. */
  public long count() {
    return json.requireWhole("BN");
  }
}
