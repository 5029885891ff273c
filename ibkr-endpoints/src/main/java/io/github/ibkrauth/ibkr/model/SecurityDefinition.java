package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An instrument in short.
 *
 * @param json the object as the broker sent it
 */
public record SecurityDefinition(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public SecurityDefinition {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The currency it trades in. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** The kind. */
  public Optional<AssetClass> assetClass() {
    return json.text("assetClass").map(AssetClass::new);
  }

  /** The day it expires. */
  public Optional<LocalDate> expiry() {
    return json.date("expiry");
  }

  /** The last day it trades. */
  public Optional<LocalDate> lastTradingDay() {
    return json.date("lastTradingDay");
  }

  /** The industry group. */
  public Optional<String> group() {
    return json.text("group");
  }

  /** Put or call. */
  public Optional<OptionRight> right() {
    return json.text("putOrCall").map(OptionRight::new);
  }

  /** The sector. */
  public Optional<String> sector() {
    return json.text("sector");
  }

  /** The group within the sector. */
  public Optional<String> sectorGroup() {
    return json.text("sectorGroup");
  }

  /** The strike price; 0 where there is none. */
  public Num strike() {
    return json.num("strike");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("ticker");
  }

  /** What it is derived from; 0 when there is nothing. */
  public OptionalLong underlyingConid() {
    return json.whole("undConid");
  }

  /** Units per contract; 0 where there is none. */
  public Num multiplier() {
    return json.num("multiplier");
  }

  /** A finer kind, such as {@code "ETF"}. */
  public Optional<String> type() {
    return json.text("type");
  }

  /** Whether there are options on it. */
  public boolean hasOptions() {
    return json.flag("hasOptions");
  }

  /** The symbol with what tells the contract apart. */
  public Optional<String> fullName() {
    return json.text("fullName");
  }

  /** Whether it is listed in the United States. */
  public boolean us() {
    return json.flag("isUS");
  }

  /** Whether it is an event contract. */
  public boolean eventContract() {
    return json.flag("isEventContract");
  }

  /** The exchange that lists it. */
  public Optional<String> listingExchange() {
    return json.text("listingExchange");
  }

  /** The country. */
  public Optional<String> countryCode() {
    return json.text("countryCode");
  }

  /** The price steps. */
  public List<IncrementRule> incrementRules() {
    return json.objects("incrementRules", IncrementRule::new);
  }

  /** How to show its prices. */
  public Optional<DisplayRule> displayRule() {
    return json.object("displayRule", DisplayRule::new);
  }

  /** How long the broker took. */
  public Optional<Duration> retrievalTime() {
    return json.millis("time");
  }

  /** The name in Chinese, as HTML character references. */
  public Optional<String> chineseName() {
    return json.text("chineseName");
  }

  /** All exchanges that trade it. */
  public List<String> allExchanges() {
    return json.commaSeparated("allExchanges");
  }

  /** Whether it trades in another currency than the account's. */
  public boolean crossCurrency() {
    return json.flag("crossCurrency");
  }
}
