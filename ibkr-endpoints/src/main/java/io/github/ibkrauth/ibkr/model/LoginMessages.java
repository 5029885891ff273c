package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a holder is told at the next login.
 *
 * @param json the object as the broker sent it
 */
public record LoginMessages(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public LoginMessages {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public Optional<String> accountId() {
    return json.text("accountId");
  }

  /** The state at the clearing house. */
  public Optional<ClearingStatus> clearingStatus() {
    return json.text("clearingStatus").map(ClearingStatus::new);
  }

  /** That state in words. */
  public Optional<String> clearingDescription() {
    return json.text("clearingStatusDescription");
  }

  /** Whether there are any. */
  public boolean present() {
    return json.flag("loginMessagePresent");
  }

  /** The messages, as sent. */
  public List<JsonValue> messages() {
    return json.values("loginMessages");
  }
}
