package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A stock at one exchange.
 *
 * @param json the object as the broker sent it
 */
public record StockListing(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public StockListing {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The exchange that lists it. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }

  /** Whether that is in the United States. */
  public boolean us() {
    return json.flag("isUS");
  }
}
