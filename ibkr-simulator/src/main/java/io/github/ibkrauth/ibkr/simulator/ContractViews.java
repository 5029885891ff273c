package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Instrument.OptionTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Instruments as the contract endpoints show them. */
final class ContractViews {
  private static final List<String> ORDER_TYPES =
      List.of("limit", "midprice", "market", "stop", "stop_limit");

  private final Instruments instruments;
  private final PriceProcess prices;

  ContractViews(Instruments instruments, PriceProcess prices) {
    this.instruments = instruments;
    this.prices = prices;
  }

  /** What a search says of a stock. */
  JsonObject match(Instrument stock, Instant now) {
    List<JsonObject> sections = new ArrayList<>();
    JsonObject itself = new JsonObject().put("secType", "STK");
    sections.add(
        stock.country().equals("US") ? itself : itself.put("exchange", stock.exchange() + ";"));
    if (Instruments.hasOptions(stock)) {
      String months =
          instruments.months(stock, now).stream()
              .map(Instruments::code)
              .collect(Collectors.joining(";"));
      sections.add(
          new JsonObject()
              .put("secType", "OPT")
              .put("months", months)
              .put("exchange", "SMART;AMEX"));
    }
    return new JsonObject()
        .put("conid", Integer.toString(stock.conid()))
        .put("companyHeader", stock.name() + " - " + stock.exchange())
        .put("companyName", stock.name())
        .put("symbol", stock.symbol())
        .put("description", stock.exchange())
        .put("restricted", null)
        .put("sections", sections);
  }

  /** A contract as secdef/info shows it. */
  JsonObject details(Instrument instrument) {
    OptionTerms option = instrument.option();
    JsonObject json =
        new JsonObject()
            .put("conid", instrument.conid())
            .put("ticker", instrument.symbol())
            .put("secType", instrument.assetClass())
            .put("listingExchange", instrument.exchange())
            .put("exchange", "SMART")
            .put("companyName", instrument.name())
            .put("currency", instrument.currency())
            .put("validExchanges", exchanges(instrument))
            .put("priceRendering", null)
            .put("maturityDate", option == null ? null : option.expiry())
            .put("right", option == null ? "?" : option.right())
            .put("strike", option == null ? Numbers.ZERO : Numbers.wire(option.strike()));
    if (option != null) {
      json.put("multiplier", "100")
          .put("tradingClass", instrument.symbol())
          .put("desc1", instrument.symbol())
          .put("desc2", PositionViews.fullName("", option).strip());
    }
    return json;
  }

  /** A contract as contract/info shows it. */
  JsonObject full(Instrument instrument) {
    OptionTerms option = instrument.option();
    JsonObject json =
        new JsonObject()
            .put("cfi_code", "")
            .put("symbol", instrument.symbol())
            .put("cusip", null)
            .put("expiry_full", option == null ? null : option.expiry().substring(0, 6))
            .put("con_id", instrument.conid())
            .put("maturity_date", option == null ? null : option.expiry())
            .put("industry", instrument.sector() == null ? null : instrument.sector().group())
            .put("instrument_type", instrument.assetClass())
            .put("has_related_contracts", Instruments.hasOptions(instrument))
            .put("trading_class", instrument.symbol())
            .put("valid_exchanges", exchanges(instrument))
            .put("allow_sell_long", false)
            .put("is_zero_commission_security", false)
            .put("local_symbol", instrument.symbol())
            .put("contract_clarification_type", null)
            .put("classifier", null)
            .put("currency", instrument.currency())
            .put("text", null)
            .put("underlying_con_id", option == null ? 0 : option.underlying().conid())
            .put("r_t_h", true)
            .put("multiplier", option == null ? null : "100")
            .put("underlying_issuer", null)
            .put("contract_month", option == null ? null : option.expiry().substring(0, 6))
            .put("company_name", instrument.name())
            .put("smart_available", true)
            .put("exchange", "SMART")
            .put(
                "category", instrument.sector() == null ? null : instrument.sector().sectorGroup());
    return option == null
        ? json
        : json.put("strike", option.strike().toPlainString()).put("right", option.right());
  }

  /** What may be done with a contract. */
  JsonObject rules(Instrument instrument, boolean buy, BrokerUser user, Instant now) {
    PriceProcess.Quote quote = prices.at(instrument.conid(), now);
    BigDecimal price = buy ? quote.ask() : quote.bid();
    boolean stock = instrument.option() == null;
    return new JsonObject()
        .put("algoEligible", false)
        .put("allOrNoneEligible", false)
        .put("overnightEligible", false)
        .put("costReport", false)
        .put("canTradeAcctIds", user.accounts().stream().map(AccountBook::id).toList())
        .put("error", null)
        .put("orderTypes", ORDER_TYPES)
        .put("ibAlgoTypes", List.of())
        .put("fraqTypes", stock ? ORDER_TYPES : List.of())
        .put("forceOrderPreview", false)
        .put("cqtTypes", List.of())
        .put(
            "orderDefaults",
            new JsonObject().put("LMT", new JsonObject().put("LP", price.toPlainString())))
        .put("orderTypesOutside", List.of("limit", "stop_limit"))
        .put("defaultSize", stock ? 100 : 1)
        .put("cashSize", Numbers.ZERO)
        .put("sizeIncrement", stock ? 100 : 1)
        .put("tifTypes", List.of("IOC/MARKET,LIMIT,a", "GTC/o,a", "DAY/o,a"))
        .put(
            "tifDefaults",
            new JsonObject()
                .put("TIF", "DAY")
                .put("DEFAULT_ACCT", user.accounts().get(0).id())
                .put("SIZE", stock ? "100.00" : "1.00")
                .put("PMALGO", false))
        .put("limitPrice", price)
        .put("stopprice", price)
        .put("orderOrigination", null)
        .put("preview", true)
        .put("displaySize", null)
        .put("fraqInt", stock ? 4 : 0)
        .put("cashCcy", instrument.currency())
        .put("cashQtyIncr", 500)
        .put("priceMagnifier", null)
        .put("negativeCapable", false)
        .put("incrementType", 1)
        .put(
            "incrementRules",
            List.of(
                new JsonObject()
                    .put("lowerEdge", Numbers.ZERO)
                    .put("increment", new BigDecimal("0.01"))))
        .put("hasSecondary", true)
        .put("increment", new BigDecimal("0.01"))
        .put("incrementDigits", 2);
  }

  /** The simulator runs no algorithms. */
  static JsonObject algos() {
    return new JsonObject().put("algos", List.of());
  }

  /** The companies of stocks with one symbol, each with its listings. */
  static List<JsonObject> companies(List<Instrument> stocks) {
    Map<String, List<Instrument>> byName = new LinkedHashMap<>();
    stocks.forEach(
        stock -> byName.computeIfAbsent(stock.name(), name -> new ArrayList<>()).add(stock));
    List<JsonObject> companies = new ArrayList<>();
    byName.forEach(
        (name, listings) ->
            companies.add(
                new JsonObject()
                    .put("name", name)
                    .put("chineseName", name)
                    .put("assetClass", "STK")
                    .put("contracts", listings.stream().map(ContractViews::listing).toList())));
    return companies;
  }

  private static JsonObject listing(Instrument stock) {
    return new JsonObject()
        .put("conid", stock.conid())
        .put("exchange", stock.exchange())
        .put("isUS", stock.country().equals("US"));
  }

  private static String exchanges(Instrument instrument) {
    return "SMART," + instrument.exchange() + ",SIMX,SIMY";
  }
}
