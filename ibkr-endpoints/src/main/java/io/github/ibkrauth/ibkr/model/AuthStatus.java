package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of the brokerage session, as answered by status, by initialization and inside a tickle.
 *
 * @param json the object as the broker sent it
 */
public record AuthStatus(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AuthStatus {
    Objects.requireNonNull(json, "json");
  }

  /** Whether the brokerage session is authenticated. */
  public boolean authenticated() {
    return json.flag("authenticated");
  }

  /** Whether the session is ready for requests; empty from servers that do not say. */
  public Optional<Boolean> established() {
    return json.optionalFlag("established");
  }

  /** Whether another login of the same user name holds the brokerage session. */
  public boolean competing() {
    return json.flag("competing");
  }

  /** Whether the server is connected to the broker's back end. */
  public boolean connected() {
    return json.flag("connected");
  }

  /** Whether the login passed; sent by initialization only. */
  public boolean passed() {
    return json.flag("passed");
  }

  /** A message for the user, if any. */
  public Optional<String> message() {
    return json.text("message");
  }

  /** The hardware address the broker has on record for this session. */
  public Optional<String> mac() {
    return json.text("MAC");
  }

  /** The server behind the session. */
  public Optional<ServerInfo> serverInfo() {
    return json.object("serverInfo", ServerInfo::new);
  }

  /** The broker's description of the device. */
  public Optional<String> hardwareInfo() {
    return json.text("hardware_info");
  }

  /** Why the state could not be told, if it could not. */
  public Optional<String> fail() {
    return json.text("fail");
  }

  /** The error sent in place of a state, if one was. */
  public Optional<String> error() {
    return json.text("error");
  }

  /**
   * Returns whether orders and market data can be asked for: authenticated, connected, established
   * (where the server says), and held by no other login.
   */
  public boolean isReady() {
    return authenticated() && connected() && !competing() && established().orElse(true);
  }
}
