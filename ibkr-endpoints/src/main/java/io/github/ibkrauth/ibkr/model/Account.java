package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An account whose portfolio can be asked for: from the lists of accounts and subaccounts, and as
 * an account's own description.
 *
 * @param json the object as the broker sent it
 */
public record Account(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Account {
    Objects.requireNonNull(json, "json");
  }

  /** The account's number. */
  public Optional<String> accountId() {
    return json.text("accountId");
  }

  /** The account's virtual number; its number when it has none. */
  public Optional<String> virtualNumber() {
    return json.text("accountVan");
  }

  /** The holder's name. */
  public Optional<String> title() {
    return json.text("accountTitle");
  }

  /** The alias, if set; otherwise the number or title. */
  public Optional<String> displayName() {
    return json.text("displayName");
  }

  /** The alias that the user gave the account. */
  public Optional<String> alias() {
    return json.text("accountAlias");
  }

  /** When the account was opened. */
  public Optional<Instant> openedAt() {
    return json.time("accountStatus");
  }

  /** The base currency. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** The environment: {@code "DEMO"} for paper accounts. */
  public Optional<String> type() {
    return json.text("type");
  }

  /** The trading permissions, such as {@code "STKNOPT"}. */
  public Optional<String> tradingType() {
    return json.text("tradingType");
  }

  /** The broker's department for the account. */
  public Optional<String> businessType() {
    return json.text("businessType");
  }

  /** Set only in unusual account structures. */
  public Optional<String> category() {
    return json.text("category");
  }

  /** The broker's legal entity that holds the account, such as {@code "IBLLC-US"}. */
  public Optional<String> ibEntity() {
    return json.text("ibEntity");
  }

  /** Where the account stands in its life. */
  public Optional<ClearingStatus> clearingStatus() {
    return json.text("clearingStatus").map(ClearingStatus::new);
  }

  /** Whether this is a Covestor account. */
  public boolean covestor() {
    return json.flag("covestor");
  }

  /** Whether the client may not trade. */
  public boolean noClientTrading() {
    return json.flag("noClientTrading");
  }

  /** Whether virtual currency positions are tracked. */
  public boolean tracksVirtualFxPortfolio() {
    return json.flag("trackVirtualFXPortfolio");
  }

  /** The holder's legal form, such as {@code "INDIVIDUAL"}. */
  public Optional<String> customerType() {
    return json.text("acctCustType");
  }

  /** Whether the account takes live orders. */
  public boolean brokerageAccess() {
    return json.flag("brokerageAccess");
  }

  /** Whether there is a prepaid crypto segment at Zero Hash. */
  public boolean prepaidCryptoZeroHash() {
    return json.flag("PrepaidCrypto-Z");
  }

  /** Whether there is a prepaid crypto segment at Paxos. */
  public boolean prepaidCryptoPaxos() {
    return json.flag("PrepaidCrypto-P");
  }

  /** How the account belongs to another. */
  public Optional<AccountParent> parent() {
    return json.object("parent", AccountParent::new);
  }

  /** The broker's name for the account. */
  public Optional<String> description() {
    return json.text("desc");
  }

  /**
   * Returns the id that other calls take, such as {@code "DU1234567"}.
   *
   * @throws io.github.ibkrauth.ibkr.json.UnexpectedFieldException when the broker sent none
   */
  public String id() {
    return json.text("id").or(this::accountId).orElseGet(() -> json.requireText("id"));
  }

  /** Returns whether a financial advisor manages the account; both spellings in use are read. */
  public boolean advisorClient() {
    return json.flag("faclient") || json.flag("faClient");
  }
}
