package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of one back end inside a tickle.
 *
 * @param json the object as the broker sent it
 */
public record BridgeStatus(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BridgeStatus {
    Objects.requireNonNull(json, "json");
  }

  /** The state of its session. */
  public Optional<AuthStatus> authStatus() {
    return json.object("authStatus", AuthStatus::new);
  }

  /** Why there is none; {@code "no bridge"} from the market data farm is normal. */
  public Optional<String> error() {
    return json.text("error");
  }
}
