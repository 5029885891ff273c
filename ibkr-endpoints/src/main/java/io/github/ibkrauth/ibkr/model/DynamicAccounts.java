package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The accounts that match a pattern.
 *
 * @param json the object as the broker sent it
 */
public record DynamicAccounts(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public DynamicAccounts {
    Objects.requireNonNull(json, "json");
  }

  /** The accounts found. */
  public List<DynamicAccount> matches() {
    return json.objects("matchedAccounts", DynamicAccount::new);
  }

  /** The pattern that was asked for. */
  public Optional<String> pattern() {
    return json.text("pattern");
  }
}
