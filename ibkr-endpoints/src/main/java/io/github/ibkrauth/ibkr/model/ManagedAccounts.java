package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A page of accounts and where they stand.
 *
 * @param json the object as the broker sent it
 */
public record ManagedAccounts(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ManagedAccounts {
    Objects.requireNonNull(json, "json");
  }

  /** The accounts. */
  public List<ManagedAccountStatus> accounts() {
    return json.objects("accounts", ManagedAccountStatus::new);
  }

  /** How many come before this page. */
  public OptionalLong offset() {
    return json.whole("offset");
  }

  /** How many a page holds at most. */
  public OptionalLong limit() {
    return json.whole("limit");
  }

  /** How many there are. */
  public OptionalLong total() {
    return json.whole("total");
  }
}
