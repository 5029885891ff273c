package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * By what the bonds of an issuer can be narrowed down.
 *
 * @param json the object as the broker sent it
 */
public record BondFilters(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BondFilters {
    Objects.requireNonNull(json, "json");
  }

  /** The filters. */
  public List<BondFilter> filters() {
    return json.objects("bondFilters", BondFilter::new);
  }
}
