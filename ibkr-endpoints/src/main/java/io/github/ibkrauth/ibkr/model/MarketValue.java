package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;

/**
 * What an account holds in one currency, in that currency and rounded to whole units.
 *
 * @param json the object as the broker sent it
 */
public record MarketValue(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public MarketValue {
    Objects.requireNonNull(json, "json");
  }

  /** Cash. */
  public Num totalCash() {
    return json.num("total_cash");
  }

  /** The part of the cash that is settled. */
  public Num settledCash() {
    return json.num("settled_cash");
  }

  /** Interest since the start of the month. */
  public Num monthToDateInterest() {
    return json.num("MTD Interest");
  }

  /** Stocks. */
  public Num stocks() {
    return json.num("stock");
  }

  /** Options. */
  public Num options() {
    return json.num("options");
  }

  /** Futures. */
  public Num futures() {
    return json.num("futures");
  }

  /** Options on futures. */
  public Num futureOptions() {
    return json.num("future_options");
  }

  /** Funds. */
  public Num funds() {
    return json.num("funds");
  }

  /** Dividends declared and not paid yet. */
  public Num dividendsReceivable() {
    return json.num("dividends_receivable");
  }

  /** Mutual funds. */
  public Num mutualFunds() {
    return json.num("mutual_funds");
  }

  /** Money market instruments. */
  public Num moneyMarket() {
    return json.num("money_market");
  }

  /** Bonds. */
  public Num bonds() {
    return json.num("bonds");
  }

  /** Government bonds. */
  public Num governmentBonds() {
    return json.num("Govt Bonds");
  }

  /** Treasury bills. */
  public Num treasuryBills() {
    return json.num("t_bills");
  }

  /** Warrants. */
  public Num warrants() {
    return json.num("warrants");
  }

  /** Structured products. */
  public Num issuerOptions() {
    return json.num("issuer_option");
  }

  /** Commodities. */
  public Num commodities() {
    return json.num("commodity");
  }

  /** Notional value of contracts for difference. */
  public Num notionalCfds() {
    return json.num("Notional CFD");
  }

  /** Contracts for difference. */
  public Num cfds() {
    return json.num("cfd");
  }

  /** Crypto-currencies. */
  public Num crypto() {
    return json.num("Cryptocurrency");
  }

  /** The value of everything if it were sold now. */
  public Num netLiquidation() {
    return json.num("net_liquidation");
  }

  /** Profit and loss of open positions. */
  public Num unrealizedPnl() {
    return json.num("unrealized_pnl");
  }

  /** Profit and loss of closed positions. */
  public Num realizedPnl() {
    return json.num("realized_pnl");
  }

  /** What one unit of the currency is worth in the base currency. */
  public Num exchangeRate() {
    return json.num("Exchange Rate");
  }
}
