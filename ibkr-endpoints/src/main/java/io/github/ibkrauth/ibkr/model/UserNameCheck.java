package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * Whether a user name can be taken.
 *
 * @param json the object as the broker sent it
 */
public record UserNameCheck(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public UserNameCheck {
    Objects.requireNonNull(json, "json");
  }

  /** Whether it is well-formed. */
  public boolean valid() {
    return json.flag("isValid");
  }

  /** Whether nobody has it. */
  public boolean available() {
    return json.flag("isAvailable");
  }

  /** Others that could be taken. */
  public List<String> suggestions() {
    return json.texts("suggestedUserName");
  }
}
