package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A company whose stock has the symbol that was asked for.
 *
 * @param json the object as the broker sent it
 */
public record StockCompany(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public StockCompany {
    Objects.requireNonNull(json, "json");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** The name in Chinese, as HTML character references. */
  public Optional<String> chineseName() {
    return json.text("chineseName");
  }

  /** The kind. */
  public Optional<AssetClass> assetClass() {
    return json.text("assetClass").map(AssetClass::new);
  }

  /** Where it is listed. */
  public List<StockListing> listings() {
    return json.objects("contracts", StockListing::new);
  }
}
