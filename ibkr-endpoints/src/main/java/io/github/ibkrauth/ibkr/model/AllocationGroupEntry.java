package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An allocation group in the list of groups.
 *
 * @param json the object as the broker sent it
 */
public record AllocationGroupEntry(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllocationGroupEntry {
    Objects.requireNonNull(json, "json");
  }

  /** Its name, which stands in the place of an account in an order. */
  public String name() {
    return json.requireText("name");
  }

  /** How it spreads. */
  public Optional<AllocationMethod> method() {
    return json.text("allocation_method").map(AllocationMethod::new);
  }

  /** How many accounts it has. */
  public OptionalLong size() {
    return json.whole("size");
  }
}
