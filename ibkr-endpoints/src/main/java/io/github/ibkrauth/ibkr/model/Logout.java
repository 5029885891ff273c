package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;

/**
 * The answer to a logout.
 *
 * @param json the object as the broker sent it
 */
public record Logout(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Logout {
    Objects.requireNonNull(json, "json");
  }

  /** Whether the broker carried the logout out. */
  public boolean status() {
    return json.flag("status");
  }

  /** The older name of the same flag. */
  public boolean confirmed() {
    return json.flag("confirmed");
  }
}
