package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A user name with a role in an account.
 *
 * @param json the object as the broker sent it
 */
public record AccountUser(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountUser {
    Objects.requireNonNull(json, "json");
  }

  /** The role, such as {@code "OWNER"}. */
  public Optional<String> role() {
    return json.text("roleId");
  }

  /** Internal to the broker. */
  public boolean hasRightCode() {
    return json.flag("hasRightCodeInd");
  }

  /** The user name. */
  public Optional<String> userName() {
    return json.text("userName");
  }

  /** The person or organisation behind it. */
  public Optional<AccountEntity> entity() {
    return json.object("entity", AccountEntity::new);
  }
}
