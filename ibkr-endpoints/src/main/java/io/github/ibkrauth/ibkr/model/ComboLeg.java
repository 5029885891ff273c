package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;

/**
 * One instrument of a combination.
 *
 * @param json the object as the broker sent it
 */
public record ComboLeg(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ComboLeg {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** Units of this leg in one combination; below zero when sold. */
  public Num ratio() {
    return json.num("ratio");
  }
}
