package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Where a page stands among the others.
 *
 * @param json the object as the broker sent it
 */
public record PageInfo(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PageInfo {
    Objects.requireNonNull(json, "json");
  }

  /** How many elements there are on all pages. */
  public OptionalLong total() {
    return json.whole("total");
  }

  /** How many elements a page holds at most. */
  public OptionalLong pageSize() {
    return json.whole("pageSize");
  }

  /** The page's number, from 0. */
  public OptionalLong pageNumber() {
    return json.whole("pageNum");
  }
}
