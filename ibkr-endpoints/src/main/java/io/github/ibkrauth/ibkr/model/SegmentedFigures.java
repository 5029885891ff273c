package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The figures of an account by segment: the whole, securities, commodities, crypto. The funds, the
 * balances and the margins of an account come in this form.
 *
 * @param json the object as the broker sent it
 */
public record SegmentedFigures(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public SegmentedFigures {
    Objects.requireNonNull(json, "json");
  }

  /** Returns the figures by the names of the segments. */
  public Map<String, AccountFigures> segments() {
    return json.mapOfObjects(AccountFigures::new);
  }

  /** The figures of the whole account. */
  public Optional<AccountFigures> total() {
    return json.object("total", AccountFigures::new);
  }

  /** The figures of the securities segment. */
  public Optional<AccountFigures> securities() {
    return json.object("securities", AccountFigures::new);
  }

  /** The figures of the commodities segment. */
  public Optional<AccountFigures> commodities() {
    return json.object("commodities", AccountFigures::new);
  }
}
