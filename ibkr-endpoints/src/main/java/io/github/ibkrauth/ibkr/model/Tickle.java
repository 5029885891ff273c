package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to a keep-alive.
 *
 * @param json the object as the broker sent it
 */
public record Tickle(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Tickle {
    Objects.requireNonNull(json, "json");
  }

  /** The session id that opens the WebSocket. A credential: keep it out of logs. */
  public Optional<String> session() {
    return json.text("session");
  }

  /** How long the outer session still lasts. */
  public Optional<Duration> ssoExpires() {
    return json.millis("ssoExpires");
  }

  /** Whether another login collides with this one (the broker spells it with two s). */
  public boolean collision() {
    return json.flag("collission");
  }

  /** The broker's number for the user. */
  public Optional<String> userId() {
    return json.text("userId");
  }

  /** The market data farm. */
  public Optional<BridgeStatus> hmds() {
    return json.object("hmds", BridgeStatus::new);
  }

  /** The brokerage server. */
  public Optional<BridgeStatus> iserver() {
    return json.object("iserver", BridgeStatus::new);
  }

  /** The error sent in place of all this, such as {@code "no session"}. */
  public Optional<String> error() {
    return json.text("error");
  }

  /** Returns the state of the brokerage session; empty when the answer holds none. */
  public Optional<AuthStatus> authStatus() {
    return iserver().flatMap(BridgeStatus::authStatus);
  }
}
