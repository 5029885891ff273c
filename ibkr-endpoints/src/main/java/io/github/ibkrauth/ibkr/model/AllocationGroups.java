package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * The allocation groups of an adviser.
 *
 * @param json the object as the broker sent it
 */
public record AllocationGroups(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllocationGroups {
    Objects.requireNonNull(json, "json");
  }

  /** The groups. */
  public List<AllocationGroupEntry> groups() {
    return json.objects("data", AllocationGroupEntry::new);
  }
}
