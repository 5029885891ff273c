package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A position in one instrument. Prices and values are in the instrument's currency, except those
 * that say base. What describes the instrument is missing from the first answers after the broker's
 * cache was emptied.
 *
 * @param json the object as the broker sent it
 */
public record Position(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Position {
    Objects.requireNonNull(json, "json");
  }

  /** The account that holds the position. */
  public String accountId() {
    return json.requireText("acctId");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The instrument in words, such as {@code "SPY"}. */
  public Optional<String> description() {
    return json.text("contractDesc");
  }

  /** The number of units; below zero when short. */
  public Num quantity() {
    return json.num("position");
  }

  /** Price of one unit. */
  public Num marketPrice() {
    return json.num("mktPrice");
  }

  /** Value of the position. */
  public Num marketValue() {
    return json.num("mktValue");
  }

  /** The instrument's currency. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** Average cost of one contract, multiplier and commissions included. */
  public Num averageCost() {
    return json.num("avgCost");
  }

  /** Average price of one unit. */
  public Num averagePrice() {
    return json.num("avgPrice");
  }

  /** Realized profit and loss. */
  public Num realizedPnl() {
    return json.num("realizedPnl");
  }

  /** Unrealized profit and loss. */
  public Num unrealizedPnl() {
    return json.num("unrealizedPnl");
  }

  /** Average cost in the account's base currency. */
  public Num baseAverageCost() {
    return json.num("baseAvgCost");
  }

  /** Average price in the account's base currency. */
  public Num baseAveragePrice() {
    return json.num("baseAvgPrice");
  }

  /** Price in the account's base currency. */
  public Num baseMarketPrice() {
    return json.num("baseMktPrice");
  }

  /** Value in the account's base currency. */
  public Num baseMarketValue() {
    return json.num("baseMktValue");
  }

  /** Realized profit and loss in the account's base currency. */
  public Num baseRealizedPnl() {
    return json.num("baseRealizedPnl");
  }

  /** Unrealized profit and loss in the account's base currency. */
  public Num baseUnrealizedPnl() {
    return json.num("baseUnrealizedPnl");
  }

  /** The kind of instrument. */
  public Optional<AssetClass> assetClass() {
    return json.text("assetClass").map(AssetClass::new);
  }

  /** The day a derivative expires. */
  public Optional<LocalDate> expiry() {
    return json.date("expiry");
  }

  /** Put or call, of an option. */
  public Optional<OptionRight> right() {
    return json.text("putOrCall").map(OptionRight::new);
  }

  /** Units per contract, of a derivative; 0 or null for others. */
  public Num multiplier() {
    return json.num("multiplier");
  }

  /** Strike price, of an option; 0 for others. */
  public Num strike() {
    return json.num("strike");
  }

  /** How an option can be exercised. */
  public Optional<String> exerciseStyle() {
    return json.text("exerciseStyle");
  }

  /** The contract id of what a derivative is written on; 0 when there is none. */
  public OptionalLong underlyingConid() {
    return json.whole("undConid");
  }

  /** The company a derivative is written on. */
  public Optional<String> underlyingCompany() {
    return json.text("undComp");
  }

  /** The symbol a derivative is written on. */
  public Optional<String> underlyingSymbol() {
    return json.text("undSym");
  }

  /** The model portfolio that the position belongs to. */
  public Optional<String> model() {
    return json.text("model");
  }

  /** Not documented by the broker; seen only as null. */
  public Optional<JsonValue> exchanges() {
    return json.value("exchs");
  }

  /** Not documented by the broker; seen only empty. */
  public List<JsonValue> exchangeMap() {
    return json.values("conExchMap");
  }

  /** All exchanges that trade the instrument. */
  public List<String> allExchanges() {
    return json.commaSeparated("allExchanges");
  }

  /** The exchange that lists the instrument. */
  public Optional<String> listingExchange() {
    return json.text("listingExchange");
  }

  /** The country of the issuer. */
  public Optional<String> countryCode() {
    return json.text("countryCode");
  }

  /** The issuer's or instrument's formal name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** The instrument's full name. */
  public Optional<String> fullName() {
    return json.text("fullName");
  }

  /** The name in Chinese, as HTML character references. */
  public Optional<String> chineseName() {
    return json.text("chineseName");
  }

  /** The symbol. */
  public Optional<String> ticker() {
    return json.text("ticker");
  }

  /** A finer kind, such as {@code "ETF"} or {@code "COMMON"}. */
  public Optional<String> type() {
    return json.text("type");
  }

  /** The last day a derivative trades. */
  public Optional<LocalDate> lastTradingDay() {
    return json.date("lastTradingDay");
  }

  /** The sector. */
  public Optional<String> sector() {
    return json.text("sector");
  }

  /** The group within the sector. */
  public Optional<String> sectorGroup() {
    return json.text("sectorGroup");
  }

  /** The industry group. */
  public Optional<String> group() {
    return json.text("group");
  }

  /** Whether options on the instrument can be traded. */
  public boolean hasOptions() {
    return json.flag("hasOptions");
  }

  /** Whether it is issued in the United States. */
  public boolean us() {
    return json.flag("isUS");
  }

  /** Whether it is an event contract. */
  public boolean eventContract() {
    return json.flag("isEventContract");
  }

  /** Whether it trades in another currency than the account's. */
  public boolean crossCurrency() {
    return json.flag("crossCurrency");
  }

  /** The price steps for orders. */
  public List<IncrementRule> incrementRules() {
    return json.objects("incrementRules", IncrementRule::new);
  }

  /** How to show its prices. */
  public Optional<DisplayRule> displayRule() {
    return json.object("displayRule", DisplayRule::new);
  }

  /** How long the broker took to get the position. */
  public Optional<Duration> retrievalTime() {
    return json.millis("time");
  }

  /** How many positions a page holds at most. */
  public OptionalLong pageSize() {
    return json.whole("pageSize");
  }
}
