package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A bank that can be connected.
 *
 * @param json the object as the broker sent it
 */
public record ParticipatingBank(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ParticipatingBank {
    Objects.requireNonNull(json, "json");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("institutionName");
  }

  /** The clearing code. */
  public Optional<String> clearingCode() {
    return json.text("clearingCode");
  }

  /** The BIC. */
  public Optional<String> bic() {
    return json.text("BIC");
  }
}
