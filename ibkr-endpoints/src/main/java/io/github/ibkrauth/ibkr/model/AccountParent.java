package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an account belongs to another.
 *
 * @param json the object as the broker sent it
 */
public record AccountParent(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountParent {
    Objects.requireNonNull(json, "json");
  }

  /** Accounts of money manager clients. */
  public List<String> moneyManagerClients() {
    return json.texts("mmc");
  }

  /** The parent account. */
  public Optional<String> accountId() {
    return json.text("accountId");
  }

  /** Whether the account is the parent of a multiplex structure. */
  public boolean multiplexParent() {
    return json.flag("isMParent");
  }

  /** Whether the account is a child of a multiplex structure. */
  public boolean multiplexChild() {
    return json.flag("isMChild");
  }

  /** Whether the account is part of a multiplex structure. */
  public boolean multiplex() {
    return json.flag("isMultiplex");
  }
}
