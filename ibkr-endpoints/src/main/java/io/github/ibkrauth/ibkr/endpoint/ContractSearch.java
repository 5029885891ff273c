package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.AssetClass;
import java.util.Set;

/** A search for instruments. Immutable; each method returns a search with one thing more. */
@ApiLevel(ApiLevel.Kind.API)
public final class ContractSearch {

  private static final Set<AssetClass> KINDS =
      Set.of(AssetClass.STOCK, AssetClass.INDEX, AssetClass.BOND);

  private final JsonObject wish;

  private ContractSearch(JsonObject wish) {
    this.wish = wish;
  }

  /** Starts a search by symbol, or by the symbol of an issuer of bonds. */
  public static ContractSearch bySymbol(String symbol) {
    return new ContractSearch(
        JsonObject.builder().put("symbol", Check.text("symbol", symbol)).build());
  }

  /** Starts a search by a part of the company's name. */
  public static ContractSearch byName(String name) {
    return new ContractSearch(
        JsonObject.builder().put("symbol", Check.text("name", name)).put("name", true).build());
  }

  /**
   * Looks for underlyings of one kind.
   *
   * @param kind stock, index or bond; what is derived from them is found in their sections
   */
  public ContractSearch of(AssetClass kind) {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("kind must be STK, IND or BOND, not '" + kind + "'.");
    }
    return with("secType", kind.code());
  }

  /** Looks for funds. */
  public ContractSearch funds() {
    return new ContractSearch(wish.toBuilder().put("fund", true).build());
  }

  /** Takes the text as a pattern. */
  public ContractSearch asPattern() {
    return new ContractSearch(wish.toBuilder().put("pattern", true).build());
  }

  /** Asks for more matches than usual. */
  public ContractSearch more() {
    return new ContractSearch(wish.toBuilder().put("more", true).build());
  }

  JsonObject json() {
    return wish;
  }

  private ContractSearch with(String name, String value) {
    return new ContractSearch(wish.toBuilder().put(name, value).build());
  }
}
