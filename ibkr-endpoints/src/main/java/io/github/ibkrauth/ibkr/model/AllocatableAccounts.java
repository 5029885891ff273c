package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * The accounts to which an adviser can allocate.
 *
 * @param json the object as the broker sent it
 */
public record AllocatableAccounts(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllocatableAccounts {
    Objects.requireNonNull(json, "json");
  }

  /** The accounts. */
  public List<AllocatableAccount> accounts() {
    return json.objects("accounts", AllocatableAccount::new);
  }
}
