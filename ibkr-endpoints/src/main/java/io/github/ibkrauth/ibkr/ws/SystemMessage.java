package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the server says about the connection itself: that it is ready, and a beat every ten seconds.
 *
 * @param json the message as the broker sent it
 */
@ApiLevel(ApiLevel.Kind.API)
public record SystemMessage(JsonObject json) implements JsonModel {

  /** Wraps a message; its fields are read when asked for. */
  public SystemMessage {
    Objects.requireNonNull(json, "json");
  }

  /** Whose connection is ready. */
  public Optional<String> userName() {
    return json.text("success");
  }

  /** The broker's time of a beat. */
  public Optional<Instant> beat() {
    return json.time("hb");
  }
}
