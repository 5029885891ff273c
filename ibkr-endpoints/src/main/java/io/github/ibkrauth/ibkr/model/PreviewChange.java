package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;

/**
 * A figure before and after an order.
 *
 * @param json the object as the broker sent it
 */
public record PreviewChange(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PreviewChange {
    Objects.requireNonNull(json, "json");
  }

  /** Before. */
  public Num current() {
    return json.num("current");
  }

  /** The difference. */
  public Num change() {
    return json.num("change");
  }

  /** After. */
  public Num after() {
    return json.num("after");
  }
}
