package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * An account that matches a pattern.
 *
 * @param json the object as the broker sent it
 */
public record DynamicAccount(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public DynamicAccount {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public String accountId() {
    return json.requireText("accountId");
  }

  /** Another name for it; often the account itself. */
  public Optional<String> alias() {
    return json.text("alias");
  }

  /** The name under which orders are allocated to it. */
  public Optional<String> allocationId() {
    return json.text("allocationId");
  }
}
