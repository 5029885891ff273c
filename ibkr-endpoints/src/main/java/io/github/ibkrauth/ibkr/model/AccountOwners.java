package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who owns an account and who may use it.
 *
 * @param json the object as the broker sent it
 */
public record AccountOwners(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountOwners {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public Optional<String> accountId() {
    return json.text("accountId");
  }

  /** The user names with a role. */
  public List<AccountUser> users() {
    return json.objects("users", AccountUser::new);
  }

  /** Who applied for the account. */
  public Optional<AccountApplicant> applicant() {
    return json.object("applicant", AccountApplicant::new);
  }
}
