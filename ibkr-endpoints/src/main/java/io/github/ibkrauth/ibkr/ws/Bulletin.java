package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * An announcement about an exchange or the system.
 *
 * @param json the object as the broker sent it
 */
@ApiLevel(ApiLevel.Kind.API)
public record Bulletin(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Bulletin {
    Objects.requireNonNull(json, "json");
  }

  /** Its id. */
  public Optional<String> id() {
    return json.text("id");
  }

  /** What it says. */
  public Optional<String> message() {
    return json.text("message");
  }
}
