package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.AccountSummary;
import io.github.ibkrauth.ibkr.model.SummaryEntry;
import java.util.List;

/** Shows the figures of an account. */
final class SummaryView {

  /** What most people look at, in the order in which they do. */
  private static final List<String> MAIN =
      List.of(
          "netliquidation",
          "totalcashvalue",
          "grosspositionvalue",
          "equitywithloanvalue",
          "buyingpower",
          "availablefunds",
          "excessliquidity",
          "initmarginreq",
          "maintmarginreq",
          "accruedcash",
          "accrueddividend");

  private SummaryView() {}

  static Answer answer(String account, AccountSummary summary) {
    ObjectNode document = Json.object();
    document.put("account", account);
    document.set("summary", json(summary));
    return Answer.of(document, table(summary), "The broker sent no figures for " + account + ".");
  }

  /** Returns all figures, those of segments included, by the broker's keys. */
  static ObjectNode json(AccountSummary summary) {
    ObjectNode node = Json.object();
    summary
        .entries()
        .forEach(
            (key, entry) -> {
              ObjectNode figure = node.putObject(key);
              if (entry.text().isPresent()) {
                Json.put(figure, "value", entry.text());
              } else {
                Json.put(figure, "amount", entry.amount());
                Json.put(figure, "currency", entry.currency());
              }
            });
    return node;
  }

  /** Returns the figures of the whole account that are there. */
  static Table table(AccountSummary summary) {
    return table(
        summary.entries().values().stream().filter(entry -> !entry.key().contains("-")).toList());
  }

  /** Returns the figures that most people look at. */
  static Table mainTable(AccountSummary summary) {
    return table(MAIN.stream().map(summary::entry).toList());
  }

  private static Table table(List<SummaryEntry> entries) {
    Table table = new Table().text("FIGURE").number("AMOUNT").text("CURRENCY");
    entries.stream()
        .filter(SummaryEntry::isPresent)
        .forEach(
            entry ->
                table.row(
                    entry.key(),
                    entry.text().orElseGet(() -> Figures.money(entry.amount())),
                    entry.text().isPresent() ? "" : entry.currency().orElse("")));
    return table;
  }
}
