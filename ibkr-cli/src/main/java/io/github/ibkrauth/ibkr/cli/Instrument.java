package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.ContractDetails;
import java.util.Objects;
import java.util.Optional;

/**
 * One instrument, and what is known of it.
 *
 * @param conid the broker's contract id
 * @param symbol its symbol
 * @param exchange the exchange that lists it
 * @param name its name
 */
record Instrument(
    long conid, Optional<String> symbol, Optional<String> exchange, Optional<String> name) {

  Instrument {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(exchange, "exchange");
    Objects.requireNonNull(name, "name");
  }

  /** Returns one of which nothing but the id is known. */
  static Instrument of(long conid) {
    return new Instrument(conid, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns one that the broker described. */
  static Instrument of(ContractDetails details) {
    return new Instrument(
        details.conid(),
        details.description().or(details::symbol),
        details.listingExchange().or(details::exchange),
        details.companyName());
  }

  /** Returns its symbol and where it is listed, or its id. */
  String shortName() {
    return symbol
        .map(known -> known + exchange.map(place -> "@" + place).orElse(""))
        .orElse("conid " + conid);
  }

  /** Returns all that is known, for people. */
  String words() {
    return symbol
        .map(known -> shortName() + name.map(full -> ", " + full).orElse("") + ", conid " + conid)
        .orElseGet(this::shortName);
  }

  /** Puts all that is known into a document. */
  void putInto(ObjectNode node) {
    node.put("conid", conid);
    Json.put(node, "symbol", symbol);
    Json.put(node, "exchange", exchange);
    Json.put(node, "name", name);
  }
}
