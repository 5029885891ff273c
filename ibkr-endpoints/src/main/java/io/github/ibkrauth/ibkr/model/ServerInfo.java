package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The broker's server behind a brokerage session, for support requests.
 *
 * @param json the object as the broker sent it
 */
public record ServerInfo(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ServerInfo {
    Objects.requireNonNull(json, "json");
  }

  /** The server's name. */
  public Optional<String> serverName() {
    return json.text("serverName");
  }

  /** The server's build. */
  public Optional<String> serverVersion() {
    return json.text("serverVersion");
  }
}
