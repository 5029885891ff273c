package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the broker says to rules of restriction.
 *
 * @param json the object as the broker sent it
 */
public record RestrictionVerdict(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public RestrictionVerdict {
    Objects.requireNonNull(json, "json");
  }

  /** Whether they are accepted. */
  public boolean success() {
    return json.flag("success");
  }

  /** The number of the request. */
  public OptionalLong requestId() {
    return json.whole("requestId");
  }

  /** The reason in words. */
  public Optional<String> message() {
    return json.text("message");
  }
}
