package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.ContractDetails;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import io.github.ibkrauth.ibkr.model.ContractSection;
import io.github.ibkrauth.ibkr.model.OptionRight;
import io.github.ibkrauth.ibkr.model.Strikes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows what is derived from an underlying.
 *
 * @param underlying the underlying
 * @param kind what is derived
 */
record ChainView(ContractMatch underlying, AssetClass kind) {

  /** Lists the months. */
  Answer months(ContractSection section) {
    ObjectNode document = document();
    section.months().forEach(document.putArray("months")::add);
    section.exchanges().forEach(document.putArray("exchanges")::add);
    document.set("broker", Json.of(underlying));
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.add(
        section.months().isEmpty()
            ? "The broker lists no months."
            : "Months: " + String.join(" ", section.months()));
    if (!section.exchanges().isEmpty()) {
      lines.add("Traded at: " + String.join(" ", section.exchanges()));
    }
    return Answer.of(document, lines);
  }

  /** Lists the strikes of a month. */
  Answer strikes(String month, Strikes listed, Optional<OptionRight> only, StrikeSpan span) {
    boolean calls = only.isEmpty() || only.get().equals(OptionRight.CALL);
    boolean puts = only.isEmpty() || only.get().equals(OptionRight.PUT);
    ObjectNode document = document();
    document.put("month", month);
    TreeMap<BigDecimal, String[]> rows = new TreeMap<>();
    if (calls) {
      collect(listed.calls(), span, document.putArray("calls"), rows, 0);
    }
    if (puts) {
      collect(listed.puts(), span, document.putArray("puts"), rows, 1);
    }
    document.set("broker", Json.of(listed));
    Table table = new Table().number("STRIKE").text("CALL").text("PUT");
    rows.forEach((strike, marks) -> table.row(Figures.money(strike), marks[0], marks[1]));
    return Answer.of(document, table, "There are no such strikes in " + month + ".");
  }

  private static void collect(
      List<Num> strikes,
      StrikeSpan span,
      ArrayNode list,
      TreeMap<BigDecimal, String[]> rows,
      int column) {
    for (Num strike : strikes) {
      BigDecimal price = strike.value();
      if (span.holds(price)) {
        list.add(price);
        rows.computeIfAbsent(price, any -> new String[] {"-", "-"})[column] = "yes";
      }
    }
  }

  /** Lists contracts. */
  Answer contracts(String month, List<ContractDetails> contracts) {
    ObjectNode document = document();
    document.put("month", month);
    ArrayNode list = document.putArray("contracts");
    Table table =
        new Table()
            .number("CONID")
            .text("EXPIRY")
            .number("STRIKE")
            .text("RIGHT")
            .number("MULTIPLIER")
            .text("CLASS")
            .elasticText("CONTRACT");
    for (ContractDetails contract : contracts) {
      ObjectNode node = list.addObject();
      node.put("conid", contract.conid());
      Json.put(node, "expiry", contract.maturity().map(LocalDate::toString));
      Json.put(node, "strike", contract.strike());
      Json.put(node, "right", contract.right().map(OptionRight::code));
      Json.put(node, "multiplier", contract.multiplier());
      Json.put(node, "tradingClass", contract.tradingClass());
      Json.put(node, "description", contract.longDescription().or(contract::description));
      node.set("broker", Json.of(contract));
      table.row(
          Long.toString(contract.conid()),
          contract.maturity().map(LocalDate::toString).orElse("-"),
          Figures.money(contract.strike()),
          contract.right().map(OptionRight::code).orElse("-"),
          Figures.number(contract.multiplier()),
          contract.tradingClass().orElse("-"),
          contract.longDescription().or(contract::description).or(contract::symbol).orElse("-"));
    }
    return Answer.of(document, table, "There are no such contracts in " + month + ".");
  }

  private ObjectNode document() {
    ObjectNode document = Json.object();
    ObjectNode node = document.putObject("underlying");
    instrument().putInto(node);
    document.put("kind", kind.code());
    return document;
  }

  private String title() {
    return kind + " on " + instrument().words();
  }

  private Instrument instrument() {
    return new Instrument(
        underlying.conid(),
        underlying.symbol(),
        underlying.description(),
        underlying.companyName());
  }
}
