package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A market in a category.
 *
 * @param json the object as the broker sent it
 */
public record EventMarketEntry(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventMarketEntry {
    Objects.requireNonNull(json, "json");
  }

  /** The contract id of the underlying event. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The contract id of the product. */
  public OptionalLong productConid() {
    return json.whole("product_conid");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The exchange. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }
}
