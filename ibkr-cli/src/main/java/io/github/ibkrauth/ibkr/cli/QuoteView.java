package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.DataAvailability;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows quotes. What did not come is a dash, and what is not current says so. */
final class QuoteView {

  /** What is said of letters that this program does not know. */
  static final String UNKNOWN = "UNKNOWN";

  /** For which fields to wait. */
  static final List<MarketDataField> AWAITED =
      List.of(MarketDataField.LAST, MarketDataField.BID, MarketDataField.ASK);

  /** What is asked for. */
  static final List<MarketDataField> FIELDS =
      List.of(
          MarketDataField.LAST,
          MarketDataField.BID,
          MarketDataField.BID_SIZE,
          MarketDataField.ASK,
          MarketDataField.ASK_SIZE,
          MarketDataField.CHANGE,
          MarketDataField.CHANGE_PERCENT,
          MarketDataField.OPEN,
          MarketDataField.HIGH,
          MarketDataField.LOW,
          MarketDataField.PRIOR_CLOSE,
          MarketDataField.VOLUME_LONG,
          MarketDataField.SYMBOL,
          MarketDataField.COMPANY_NAME,
          MarketDataField.LISTING_EXCHANGE,
          MarketDataField.AVAILABILITY);

  private QuoteView() {}

  static Answer answer(List<Instrument> instruments, List<Quote> quotes, int waited) {
    Map<Long, Quote> byConid = new LinkedHashMap<>();
    quotes.forEach(quote -> byConid.put(quote.conid(), quote));
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("quotes");
    Table table = table();
    List<String> without = new ArrayList<>();
    for (Instrument asked : instruments) {
      Optional<Quote> quote = Optional.ofNullable(byConid.get(asked.conid()));
      Instrument instrument = quote.map(found -> described(asked, found)).orElse(asked);
      instrument.putInto(list.addObject());
      fill((ObjectNode) list.get(list.size() - 1), quote);
      row(table, instrument, quote);
      if (quote.filter(QuoteView::hasPrice).isEmpty()) {
        without.add(instrument.shortName());
      }
    }
    Answer answer = Answer.of(document, table::lines);
    return without.isEmpty() ? answer : answer.failed(noPrices(without, waited, document));
  }

  private static Failure noPrices(List<String> without, int waited, ObjectNode document) {
    Failure failure =
        Failure.of(
                ExitCode.FAILED,
                "NO_PRICES",
                "No price came for " + String.join(", ", without) + " within " + waited + " s.")
            .withRemedy(
                "Wait longer with --wait, or look whether the user may see these data (column"
                    + " DATA).");
    document.set("error", Printer.node(failure));
    return failure;
  }

  private static boolean hasPrice(Quote quote) {
    return quote.last().isPresent() || quote.bid().isPresent() || quote.ask().isPresent();
  }

  private static Instrument described(Instrument asked, Quote quote) {
    return new Instrument(
        asked.conid(),
        asked.symbol().or(quote::symbol),
        asked.exchange().or(() -> quote.text(MarketDataField.LISTING_EXCHANGE)),
        asked.name().or(() -> quote.text(MarketDataField.COMPANY_NAME)));
  }

  private static void fill(ObjectNode node, Optional<Quote> found) {
    Json.put(node, "last", num(found, MarketDataField.LAST));
    Json.put(node, "lastMark", found.flatMap(QuoteView::mark));
    Json.put(node, "bid", num(found, MarketDataField.BID));
    Json.put(node, "bidSize", num(found, MarketDataField.BID_SIZE));
    Json.put(node, "ask", num(found, MarketDataField.ASK));
    Json.put(node, "askSize", num(found, MarketDataField.ASK_SIZE));
    Json.put(node, "change", num(found, MarketDataField.CHANGE));
    Json.put(node, "changePercent", num(found, MarketDataField.CHANGE_PERCENT));
    Json.put(node, "open", num(found, MarketDataField.OPEN));
    Json.put(node, "high", num(found, MarketDataField.HIGH));
    Json.put(node, "low", num(found, MarketDataField.LOW));
    Json.put(node, "priorClose", num(found, MarketDataField.PRIOR_CLOSE));
    Json.put(node, "volume", num(found, MarketDataField.VOLUME_LONG));
    Json.put(
        node,
        "availability",
        found.flatMap(Quote::availability).map(code -> timing(code).replace(' ', '_')));
    Json.putTime(node, "updatedAt", found.flatMap(Quote::updatedAt));
    node.set("broker", found.map(Json::of).orElse(null));
  }

  private static Table table() {
    return new Table()
        .number("CONID")
        .elasticText("INSTRUMENT")
        .number("LAST")
        .number("CHANGE")
        .number("%")
        .number("BID")
        .number("SIZE")
        .number("ASK")
        .number("SIZE")
        .number("VOLUME")
        .text("DATA");
  }

  private static void row(Table table, Instrument instrument, Optional<Quote> found) {
    table.row(
        Long.toString(instrument.conid()),
        instrument.shortName(),
        Figures.money(num(found, MarketDataField.LAST)),
        Figures.money(num(found, MarketDataField.CHANGE)),
        Figures.money(num(found, MarketDataField.CHANGE_PERCENT)),
        Figures.money(num(found, MarketDataField.BID)),
        Figures.number(num(found, MarketDataField.BID_SIZE)),
        Figures.money(num(found, MarketDataField.ASK)),
        Figures.number(num(found, MarketDataField.ASK_SIZE)),
        Figures.number(num(found, MarketDataField.VOLUME_LONG)),
        data(found));
  }

  private static Num num(Optional<Quote> found, MarketDataField field) {
    return found.map(quote -> quote.num(field)).orElseGet(Num::missing);
  }

  /** Says of the last price what it is not. */
  private static Optional<String> mark(Quote quote) {
    if (quote.isHalted()) {
      return Optional.of("HALTED");
    }
    return quote.isPriorClose() ? Optional.of("PRIOR_CLOSE") : Optional.empty();
  }

  private static String data(Optional<Quote> found) {
    List<String> words = new ArrayList<>();
    found
        .flatMap(QuoteView::mark)
        .ifPresent(mark -> words.add(mark.equals("HALTED") ? "halted" : "last is the prior close"));
    found
        .flatMap(Quote::availability)
        .ifPresent(code -> words.add(timing(code).toLowerCase(Locale.ROOT)));
    return words.isEmpty() ? "-" : String.join(", ", words);
  }

  /** Returns how current data are, in capitals. */
  static String timing(DataAvailability code) {
    if (code.isUnsubscribed()) {
      return "NOT SUBSCRIBED";
    }
    if (code.isFrozen()) {
      return code.isDelayed() ? "FROZEN AND DELAYED" : "FROZEN";
    }
    if (code.isDelayed()) {
      return "DELAYED";
    }
    return code.isRealTime() ? "REAL TIME" : UNKNOWN;
  }
}
