package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An account's balances in one currency, or over all of them in its base currency. All amounts are
 * in that currency.
 *
 * @param json the object as the broker sent it
 */
public record LedgerEntry(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public LedgerEntry {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public Optional<String> accountId() {
    return json.text("acctcode");
  }

  /** The currency, or {@code "BASE"}. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** Cash. */
  public Num cashBalance() {
    return json.num("cashbalance");
  }

  /** Cash in the currency segment. */
  public Num cashBalanceFxSegment() {
    return json.num("cashbalancefxsegment");
  }

  /** Settled cash. */
  public Num settledCash() {
    return json.num("settledcash");
  }

  /** Net liquidation value. */
  public Num netLiquidationValue() {
    return json.num("netliquidationvalue");
  }

  /** Units of the base currency for one unit of this currency. */
  public Num exchangeRate() {
    return json.num("exchangerate");
  }

  /** Value of stocks. */
  public Num stockMarketValue() {
    return json.num("stockmarketvalue");
  }

  /** Value of stock options. */
  public Num stockOptionMarketValue() {
    return json.num("stockoptionmarketvalue");
  }

  /** Value of futures. */
  public Num futureMarketValue() {
    return json.num("futuremarketvalue");
  }

  /** Value of options on futures. */
  public Num futureOptionMarketValue() {
    return json.num("futureoptionmarketvalue");
  }

  /** Profit and loss of futures. */
  public Num futuresOnlyPnl() {
    return json.num("futuresonlypnl");
  }

  /** Value of commodities. */
  public Num commodityMarketValue() {
    return json.num("commoditymarketvalue");
  }

  /** Value of corporate bonds. */
  public Num corporateBondsMarketValue() {
    return json.num("corporatebondsmarketvalue");
  }

  /** Value of treasury bonds. */
  public Num treasuryBondsMarketValue() {
    return json.num("tbondsmarketvalue");
  }

  /** Value of treasury bills. */
  public Num treasuryBillsMarketValue() {
    return json.num("tbillsmarketvalue");
  }

  /** Value of warrants. */
  public Num warrantsMarketValue() {
    return json.num("warrantsmarketvalue");
  }

  /** Value of structured products. */
  public Num issuerOptionsMarketValue() {
    return json.num("issueroptionsmarketvalue");
  }

  /** Value of crypto-currencies. */
  public Num cryptoValue() {
    return json.num("cryptocurrencyvalue");
  }

  /** Value of mutual funds. */
  public Num funds() {
    return json.num("funds");
  }

  /** Value of money market funds. */
  public Num moneyFunds() {
    return json.num("moneyfunds");
  }

  /** Interest due but not yet paid. */
  public Num interest() {
    return json.num("interest");
  }

  /** Dividends due but not yet paid. */
  public Num dividends() {
    return json.num("dividends");
  }

  /** Realized profit and loss. */
  public Num realizedPnl() {
    return json.num("realizedpnl");
  }

  /** Unrealized profit and loss. */
  public Num unrealizedPnl() {
    return json.num("unrealizedpnl");
  }

  /** When the broker took these figures. */
  public Optional<Instant> timestamp() {
    return json.time("timestamp");
  }

  /** The kind of entry, always {@code "LedgerList"}. */
  public Optional<String> key() {
    return json.text("key");
  }

  /** The currency again. */
  public Optional<String> secondKey() {
    return json.text("secondkey");
  }

  /** A counter internal to the broker. */
  public OptionalLong sessionNumber() {
    return json.whole("sessionid");
  }

  /** Internal to the broker. */
  public OptionalLong severity() {
    return json.whole("severity");
  }

  /** Whether this is the last entry of the broker's bundle. */
  public boolean endOfBundle() {
    return json.flag("endofbundle");
  }
}
