package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.BondIssuer;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import io.github.ibkrauth.ibkr.model.ContractSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows what a search found. */
final class SearchView {

  /** What the broker sends for issuers of bonds, which are no contract. */
  private static final long NO_CONTRACT = Integer.MAX_VALUE;

  private SearchView() {}

  static Answer answer(String text, List<ContractMatch> matches) {
    ObjectNode document = Json.object();
    document.set("matches", json(matches));
    return Answer.of(document, table(matches), "Nothing was found for '" + text + "'.");
  }

  static ArrayNode json(List<ContractMatch> matches) {
    ArrayNode list = Json.array();
    for (ContractMatch match : matches) {
      ObjectNode node = list.addObject();
      if (match.conid() == NO_CONTRACT) {
        node.putNull("conid");
      } else {
        node.put("conid", match.conid());
      }
      Json.put(node, "symbol", match.symbol());
      Json.put(node, "exchange", match.description());
      Json.put(node, "name", match.companyName());
      ArrayNode kinds = node.putArray("kinds");
      match.sections().forEach(section -> kind(section).ifPresent(kinds::add));
      node.set("broker", Json.of(match));
    }
    return list;
  }

  private static Table table(List<ContractMatch> matches) {
    Table table =
        new Table()
            .number("CONID")
            .text("SYMBOL")
            .text("EXCHANGE")
            .elasticText("NAME")
            .text("KINDS");
    for (ContractMatch match : matches) {
      table.row(
          match.conid() == NO_CONTRACT ? "-" : Long.toString(match.conid()),
          match.symbol().orElse("-"),
          match.description().orElse("-"),
          match.companyName().or(match::companyHeader).orElseGet(() -> issuers(match)),
          match.sections().stream()
              .flatMap(section -> kind(section).stream())
              .collect(Collectors.joining(" ")));
    }
    return table;
  }

  private static String issuers(ContractMatch match) {
    return match.issuers().isEmpty()
        ? "-"
        : match.issuers().stream()
            .map(SearchView::words)
            .collect(Collectors.joining(", ", "issuers of bonds: ", ""));
  }

  private static String words(BondIssuer issuer) {
    return issuer.name().map(name -> name + " " + issuer.id()).orElse(issuer.id());
  }

  private static Optional<String> kind(ContractSection section) {
    return section.assetClass().map(AssetClass::code);
  }
}
