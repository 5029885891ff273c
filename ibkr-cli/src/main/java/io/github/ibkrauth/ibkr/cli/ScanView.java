package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.ScanFilter;
import io.github.ibkrauth.ibkr.model.ScanInstrument;
import io.github.ibkrauth.ibkr.model.ScanLocation;
import io.github.ibkrauth.ibkr.model.ScanResult;
import io.github.ibkrauth.ibkr.model.ScanType;
import io.github.ibkrauth.ibkr.model.ScannedContract;
import io.github.ibkrauth.ibkr.model.ScannerParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows what scanners found, and what they can be asked. */
final class ScanView {

  private ScanView() {}

  static Answer found(ScanResult result, int rows) {
    ObjectNode document = Json.object();
    Optional<String> column =
        result
            .columnName()
            .or(() -> result.contracts().stream().findFirst().flatMap(ScannedContract::columnName));
    Json.put(document, "rankedBy", column);
    ArrayNode list = document.putArray("contracts");
    // Of some rankings the broker sends the name and no values.
    boolean hasValues =
        result.contracts().stream().anyMatch(contract -> contract.value().isPresent());
    Table table =
        new Table()
            .number("CONID")
            .text("SYMBOL")
            .text("EXCHANGE")
            .text("KIND")
            .elasticText("NAME");
    if (hasValues) {
      table.number(column.orElse("VALUE"));
    }
    for (ScannedContract contract : result.contracts().stream().limit(rows).toList()) {
      ObjectNode node = list.addObject();
      node.put("conid", contract.conid());
      Json.put(node, "symbol", contract.symbol());
      Json.put(node, "exchange", contract.listingExchange());
      Json.put(node, "kind", contract.assetClass().map(AssetClass::code));
      Json.put(node, "name", contract.companyName());
      Json.put(node, "value", contract.value());
      node.set("broker", Json.of(contract));
      List<String> cells =
          new ArrayList<>(
              List.of(
                  Long.toString(contract.conid()),
                  contract.symbol().orElse("-"),
                  contract.listingExchange().orElse("-"),
                  contract.assetClass().map(AssetClass::code).orElse("-"),
                  contract.companyName().or(contract::description).orElse("-")));
      if (hasValues) {
        cells.add(contract.value().orElse("-"));
      }
      table.row(cells.toArray(String[]::new));
    }
    return Answer.of(document, table, "The scan found nothing.");
  }

  /** What can be listed. */
  enum Listing {
    TYPES {
      @Override
      Answer answer(ScannerParameters parameters) {
        ArrayNode list = Json.array();
        Table table = new Table().text("TYPE").elasticText("RANKS BY").text("KINDS");
        for (ScanType type : parameters.types()) {
          ObjectNode node = entry(list, type.code(), type.name());
          type.instruments().forEach(node.putArray("instruments")::add);
          table.row(type.code(), type.name().orElse("-"), String.join(" ", type.instruments()));
        }
        return listed("types", list, table);
      }
    },
    INSTRUMENTS {
      @Override
      Answer answer(ScannerParameters parameters) {
        ArrayNode list = Json.array();
        Table table = new Table().text("KIND").elasticText("NAME");
        for (ScanInstrument instrument : parameters.instruments()) {
          ObjectNode node = entry(list, instrument.code(), instrument.name());
          instrument.filters().forEach(node.putArray("filters")::add);
          table.row(instrument.code(), instrument.name().orElse("-"));
        }
        return listed("instruments", list, table);
      }
    },
    LOCATIONS {
      @Override
      Answer answer(ScannerParameters parameters) {
        Table table = new Table().text("PLACE").elasticText("NAME");
        return listed("locations", tree(parameters.locations(), table, 0), table);
      }
    },
    FILTERS {
      @Override
      Answer answer(ScannerParameters parameters) {
        ArrayNode list = Json.array();
        Table table = new Table().text("FILTER").elasticText("NAME").text("VALUES");
        for (ScanFilter filter : parameters.filters()) {
          ObjectNode node = entry(list, filter.code(), filter.name());
          Json.put(node, "type", filter.type());
          table.row(filter.code(), filter.name().orElse("-"), filter.type().orElse("-"));
        }
        return listed("filters", list, table);
      }
    };

    /**
     * Returns what a word names.
     *
     * @throws CommandFailure when it names nothing
     */
    static Listing of(String word) {
      for (Listing listing : values()) {
        if (listing.name().equalsIgnoreCase(word)) {
          return listing;
        }
      }
      throw CommandFailure.usage(
          "--list must be types, instruments, locations or filters, not '" + word + "'.");
    }

    abstract Answer answer(ScannerParameters parameters);
  }

  private static ObjectNode entry(ArrayNode list, String code, Optional<String> name) {
    ObjectNode node = list.addObject();
    node.put("code", code);
    Json.put(node, "name", name);
    return node;
  }

  private static ArrayNode tree(List<ScanLocation> locations, Table table, int depth) {
    ArrayNode list = Json.array();
    for (ScanLocation location : locations) {
      ObjectNode node = entry(list, location.code(), location.name());
      table.row("  ".repeat(depth) + location.code(), location.name().orElse("-"));
      node.set("locations", tree(location.locations(), table, depth + 1));
    }
    return list;
  }

  private static Answer listed(String what, ArrayNode list, Table table) {
    ObjectNode document = Json.object();
    document.set(what, list);
    return Answer.of(document, table, "The broker lists no " + what + ".");
  }
}
