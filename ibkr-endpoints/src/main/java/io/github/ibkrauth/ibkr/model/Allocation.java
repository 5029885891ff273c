package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * How the value of one account, or of several together, is spread.
 *
 * @param json the object as the broker sent it
 */
public record Allocation(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Allocation {
    Objects.requireNonNull(json, "json");
  }

  /** By asset class. */
  public Optional<AllocationSplit> assetClass() {
    return json.object("assetClass", AllocationSplit::new);
  }

  /** By sector. */
  public Optional<AllocationSplit> sector() {
    return json.object("sector", AllocationSplit::new);
  }

  /** By industry group. */
  public Optional<AllocationSplit> group() {
    return json.object("group", AllocationSplit::new);
  }
}
