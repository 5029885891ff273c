package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.AccountBook.Combo;
import io.github.ibkrauth.ibkr.simulator.Instrument.OptionTerms;
import io.github.ibkrauth.ibkr.simulator.Instrument.Sector;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A position as the endpoints show it: short, with the security definition, or in the form of
 * portfolio2.
 */
final class PositionViews {
  static final int PAGE_SIZE = 100;

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMyyyy", Locale.US);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMdd''yy", Locale.US);

  private PositionViews() {}

  /**
   * Without the security definition: here multiplier and strike of a stock are null and a number.
   */
  static JsonObject brief(AccountBook account, Position position) {
    OptionTerms option = position.instrument().option();
    return core(account, position)
        .put("multiplier", option == null ? null : OptionTerms.MULTIPLIER)
        .put("strike", option == null ? Numbers.ZERO : Numbers.wire(option.strike()));
  }

  /**
   * With the security definition: here multiplier and strike of a stock are a number and a text.
   */
  static JsonObject full(AccountBook account, Position position) {
    OptionTerms option = position.instrument().option();
    return core(account, position)
        .put("multiplier", option == null ? Numbers.ZERO : OptionTerms.MULTIPLIER)
        .put("strike", option == null ? "0" : option.strike().toPlainString())
        .putAll(definition(position.instrument()));
  }

  /** The form of portfolio2: the conid is a text and the numbers are not rounded. */
  static JsonObject second(Position position, Instant now) {
    Instrument instrument = position.instrument();
    Sector sector = instrument.sector();
    BigDecimal value = position.exactMarketValue();
    return new JsonObject()
        .put("position", Numbers.wire(position.quantity()))
        .put("conid", Integer.toString(instrument.conid()))
        .put("avgCost", Numbers.wire(position.averageCost()))
        .put("avgPrice", Numbers.wire(position.averagePrice()))
        .put("currency", instrument.currency())
        .put("description", description(instrument))
        .put("isLastToLoq", false)
        .put("marketPrice", Numbers.wire(instrument.price()))
        .put("marketValue", Numbers.wire(value))
        .put("realizedPnl", Numbers.wire(position.realizedPnl()))
        .put("secType", instrument.assetClass())
        .put("timestamp", now.getEpochSecond())
        .put(
            "unrealizedPnl",
            Numbers.wire(value.subtract(position.quantity().multiply(position.averageCost()))))
        .put("assetClass", instrument.assetClass())
        .put("sector", sector == null ? null : sector.sector())
        .put("group", sector == null ? null : sector.group())
        .put("model", "");
  }

  /** An instrument without a position, as trsrv/secdef shows it. */
  static JsonObject shortDefinition(Instrument instrument) {
    OptionTerms option = instrument.option();
    return new JsonObject()
        .put("conid", instrument.conid())
        .put("currency", instrument.currency())
        .put("assetClass", instrument.assetClass())
        .put("expiry", option == null ? null : option.expiry())
        .put("putOrCall", option == null ? null : option.right())
        .put("strike", option == null ? "0" : option.strike().toPlainString())
        .put("undConid", option == null ? 0 : option.underlying().conid())
        .put("multiplier", option == null ? Numbers.ZERO : OptionTerms.MULTIPLIER)
        .putAll(definition(instrument));
  }

  static JsonObject combo(AccountBook account, Combo combo) {
    List<JsonObject> legs = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < combo.legs().size(); i++) {
      int ratio = combo.ratios().get(i);
      int conid = combo.legs().get(i).instrument().conid();
      legs.add(new JsonObject().put("conid", Integer.toString(conid)).put("ratio", ratio));
      name.append(ratio < 0 || i == 0 ? "" : "+").append(ratio).append('*').append(conid);
    }
    return new JsonObject()
        .put("name", name.toString())
        .put("description", name.toString())
        .put("legs", legs)
        .put("positions", combo.legs().stream().map(leg -> brief(account, leg)).toList());
  }

  private static JsonObject core(AccountBook account, Position position) {
    Instrument instrument = position.instrument();
    OptionTerms option = instrument.option();
    return new JsonObject()
        .put("acctId", account.id())
        .put("conid", instrument.conid())
        .put("contractDesc", description(instrument))
        .put("position", Numbers.wire(position.quantity()))
        .put("mktPrice", Numbers.wire(instrument.price()))
        .put("mktValue", Numbers.wire(position.marketValue()))
        .put("currency", instrument.currency())
        .put("avgCost", Numbers.wire(position.averageCost()))
        .put("avgPrice", Numbers.wire(position.averagePrice()))
        .put("realizedPnl", Numbers.wire(position.realizedPnl()))
        .put("unrealizedPnl", Numbers.wire(position.unrealizedPnl()))
        .put("exchs", null)
        .put("expiry", option == null ? null : option.expiry())
        .put("putOrCall", option == null ? null : option.right())
        .put("multiplier", null)
        .put("strike", null)
        .put("exerciseStyle", null)
        .put("conExchMap", List.of())
        .put("assetClass", instrument.assetClass())
        .put("undConid", option == null ? 0 : option.underlying().conid())
        .put("model", "");
  }

  private static JsonObject definition(Instrument instrument) {
    OptionTerms option = instrument.option();
    Sector sector = instrument.sector();
    JsonObject step =
        new JsonObject()
            .put("decimalDigits", 2)
            .put("lowerEdge", Numbers.ZERO)
            .put("wholeDigits", 4);
    JsonObject increment =
        new JsonObject().put("lowerEdge", Numbers.ZERO).put("increment", new BigDecimal("0.01"));
    JsonObject definition =
        new JsonObject()
            .put("incrementRules", List.of(increment))
            .put(
                "displayRule",
                new JsonObject().put("magnification", 0).put("displayRuleStep", List.of(step)))
            .put("time", 12)
            .put("chineseName", "&#x6A21;&#x62DF;&#x516C;&#x53F8;")
            .put("allExchanges", instrument.exchange() + ",SIMX,SIMY")
            .put("listingExchange", instrument.exchange())
            .put("countryCode", instrument.country())
            .put("name", instrument.name())
            .put("lastTradingDay", option == null ? null : option.expiry())
            .put("group", sector == null ? null : sector.group())
            .put("sector", sector == null ? null : sector.sector())
            .put("sectorGroup", sector == null ? null : sector.sectorGroup())
            .put("ticker", instrument.symbol())
            .put("type", instrument.type())
            .put("hasOptions", option == null)
            .put(
                "fullName",
                option == null ? instrument.symbol() : fullName(instrument.symbol(), option))
            .put("isUS", instrument.country().equals("US"))
            .put("isEventContract", false)
            .put("pageSize", PAGE_SIZE);
    if (option != null) {
      definition
          .put("crossCurrency", false)
          .put("undComp", option.underlying().name())
          .put("undSym", option.underlying().symbol());
    }
    return definition;
  }

  static String description(Instrument instrument) {
    OptionTerms option = instrument.option();
    if (option == null) {
      return instrument.symbol();
    }
    String month = MONTH.format(expiry(option)).toUpperCase(Locale.US);
    String local =
        String.format(
            Locale.ROOT,
            "%-6s%s%s%08d",
            instrument.symbol(),
            option.expiry().substring(2),
            option.right(),
            option.strike().multiply(BigDecimal.valueOf(1000)).longValue());
    return "%s    %s %s %s [%s 100]"
        .formatted(
            instrument.symbol(), month, option.strike().toPlainString(), option.right(), local);
  }

  static String fullName(String symbol, OptionTerms option) {
    String right = option.right().equals("C") ? "Call" : "Put";
    return "%s %s %s %s"
        .formatted(symbol, DAY.format(expiry(option)), option.strike().toPlainString(), right);
  }

  private static LocalDate expiry(OptionTerms option) {
    return LocalDate.parse(option.expiry(), DateTimeFormatter.BASIC_ISO_DATE);
  }
}
