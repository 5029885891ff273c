package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of a watchlist. A row without an instrument is a blank line or a heading.
 *
 * @param json the object as the broker sent it
 */
public record WatchlistItem(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public WatchlistItem {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public OptionalLong conid() {
    return json.whole("conid");
  }

  /** The contract id as text. */
  public Optional<String> contract() {
    return json.text("C");
  }

  /** The kind. */
  public Optional<AssetClass> shortClass() {
    return json.text("ST").map(AssetClass::new);
  }

  /** The kind, under another name. */
  public Optional<AssetClass> assetClass() {
    return json.text("assetClass").map(AssetClass::new);
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** The symbol with what tells the contract apart. */
  public Optional<String> fullName() {
    return json.text("fullName");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("ticker");
  }

  /** A heading. */
  public Optional<String> heading() {
    return json.text("H");
  }

  /** The name in Chinese. */
  public Optional<String> chineseName() {
    return json.text("chineseName");
  }
}
