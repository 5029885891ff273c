package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A contract that an exchange trades.
 *
 * @param json the object as the broker sent it
 */
public record ListedContract(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ListedContract {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("ticker");
  }

  /** The exchange that trades it first. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }
}
