package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to choosing the account that brokerage calls work on.
 *
 * @param json the object as the broker sent it
 */
public record AccountSwitch(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountSwitch {
    Objects.requireNonNull(json, "json");
  }

  /** Whether the account is now the chosen one. */
  public boolean set() {
    return json.flag("set");
  }

  /** The chosen account. */
  public Optional<String> accountId() {
    return json.text("acctId");
  }

  /** A sentence sent in place of the other fields, such as when nothing had to change. */
  public Optional<String> success() {
    return json.text("success");
  }
}
