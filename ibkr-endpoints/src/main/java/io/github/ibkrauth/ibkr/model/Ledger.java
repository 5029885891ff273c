package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An account's balances by currency.
 *
 * @param json the object as the broker sent it
 */
public record Ledger(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Ledger {
    Objects.requireNonNull(json, "json");
  }

  /** Returns all entries by currency code, {@code "BASE"} included, in the order of the wire. */
  public Map<String, LedgerEntry> entries() {
    return json.mapOfObjects(LedgerEntry::new);
  }

  /** Returns the balances in one currency, such as {@code "USD"}. */
  public Optional<LedgerEntry> currency(String code) {
    return json.object(code, LedgerEntry::new);
  }

  /** Returns the balances over all currencies, in the account's base currency. */
  public Optional<LedgerEntry> base() {
    return currency("BASE");
  }
}
