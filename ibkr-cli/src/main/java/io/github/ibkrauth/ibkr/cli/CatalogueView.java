package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.AuthStrategies.Entry;
import io.github.ibkrauth.auth.AuthStrategies.Status;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Shows the catalogue of strategies. */
final class CatalogueView {

  private static final String NOTHING =
      "No strategy is on the class path: add the jar of one, such as auth-oauth2-jwt.";

  private final AuthStrategies catalogue;

  CatalogueView(AuthStrategies catalogue) {
    this.catalogue = catalogue;
  }

  Answer answer() {
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("strategies");
    Table table =
        new Table()
            .text("ID")
            .text("STATUS")
            .text("VERSION")
            .text("CLASS")
            .text("ALIASES")
            .elasticText("JAR");
    List<String> problems = new ArrayList<>();
    for (Entry entry : catalogue.entries()) {
      Set<String> aliases = aliases(entry);
      String status = status(entry);
      String problem = problem(entry);
      list.add(json(entry, aliases, status, problem));
      table.row(
          orDash(entry.id()),
          status,
          orDash(entry.version()),
          orDash(entry.className()),
          orDash(String.join(" ", aliases)),
          orDash(entry.location()));
      if (!problem.isEmpty()) {
        problems.add(name(entry) + ": " + problem);
      }
    }
    return Answer.of(
        document,
        width -> {
          List<String> lines = new ArrayList<>();
          lines.addAll(table.isEmpty() ? List.of(NOTHING) : table.lines(width));
          lines.addAll(problems);
          return lines;
        });
  }

  private static ObjectNode json(Entry entry, Set<String> aliases, String status, String problem) {
    ObjectNode node = Json.object();
    node.put("id", entry.id());
    aliases.forEach(node.putArray("aliases")::add);
    node.put("class", entry.className());
    node.put("version", entry.version());
    node.put("jar", entry.location());
    node.put("status", status);
    node.put("problem", problem);
    return node;
  }

  private Set<String> aliases(Entry entry) {
    return entry.status() == Status.OK && !isDuplicate(entry)
        ? new TreeSet<>(
            catalogue.provider(entry.id()).map(AuthStrategyProvider::aliases).orElse(Set.of()))
        : Set.of();
  }

  private String status(Entry entry) {
    return isDuplicate(entry) ? "DUPLICATE" : entry.status().name();
  }

  private String problem(Entry entry) {
    return isDuplicate(entry)
        ? "another provider has the same id; remove one jar, or set ibkr.auth.strategy.class to the"
            + " class you mean"
        : entry.problem();
  }

  private boolean isDuplicate(Entry entry) {
    return entry.status() == Status.OK
        && catalogue.entries().stream()
                .filter(other -> other.status() == Status.OK && other.id().equals(entry.id()))
                .count()
            > 1;
  }

  private static String name(Entry entry) {
    if (!entry.id().isEmpty()) {
      return entry.id() + " (" + entry.className() + ")";
    }
    return entry.className().isEmpty() ? "A provider" : entry.className();
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
