package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;

/**
 * An account in an allocation group.
 *
 * @param json the object as the broker sent it
 */
public record AllocationShare(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllocationShare {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public String accountId() {
    return json.requireText("name");
  }

  /** What it gets, where the method needs it. */
  public Num amount() {
    return json.num("amount");
  }
}
