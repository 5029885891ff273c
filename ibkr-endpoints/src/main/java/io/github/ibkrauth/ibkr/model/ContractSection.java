package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What can be traded on an underlying, of one kind.
 *
 * @param json the object as the broker sent it
 */
public record ContractSection(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ContractSection {
    Objects.requireNonNull(json, "json");
  }

  /** The kind. */
  public Optional<AssetClass> assetClass() {
    return json.text("secType").map(AssetClass::new);
  }

  /** The months of expiry, such as {@code "JAN26"}. */
  public List<String> months() {
    return json.semicolonSeparated("months");
  }

  /** The exchanges. */
  public List<String> exchanges() {
    return json.semicolonSeparated("exchange");
  }

  /** The contract id, where there is but one. */
  public OptionalLong conid() {
    return json.whole("conid");
  }
}
