package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.Watchlist;
import io.github.ibkrauth.ibkr.model.WatchlistDeletion;
import io.github.ibkrauth.ibkr.model.WatchlistEntry;
import io.github.ibkrauth.ibkr.model.WatchlistIndex;
import io.github.ibkrauth.ibkr.model.WatchlistItem;
import io.github.ibkrauth.ibkr.model.WatchlistOverview;
import java.util.List;
import java.util.Optional;

/** Shows watchlists. */
final class WatchlistsView {

  private WatchlistsView() {}

  static Answer list(WatchlistOverview overview) {
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("watchlists");
    Table table = new Table().text("LIST").elasticText("NAME").text("WHOSE").text("CAN BE CHANGED");
    Optional<WatchlistIndex> index = overview.data();
    add(index.map(WatchlistIndex::lists).orElse(List.of()), false, list, table);
    add(index.map(WatchlistIndex::systemLists).orElse(List.of()), true, list, table);
    return Answer.of(document, table, "There are no watchlists.");
  }

  private static void add(
      List<WatchlistEntry> entries, boolean ofTheBroker, ArrayNode list, Table table) {
    for (WatchlistEntry entry : entries) {
      ObjectNode node = list.addObject();
      node.put("id", entry.id());
      Json.put(node, "name", entry.name());
      node.put("ofTheBroker", ofTheBroker);
      node.put("readOnly", entry.readOnly());
      Json.putTime(node, "modifiedAt", entry.modifiedAt());
      node.set("broker", Json.of(entry));
      table.row(
          entry.id(),
          entry.name().orElse("-"),
          ofTheBroker ? "broker's" : "own",
          SessionView.yesOrNo(!entry.readOnly()));
    }
  }

  static Answer one(Watchlist watchlist) {
    ObjectNode document = Json.object();
    document.put("id", watchlist.id());
    Json.put(document, "name", watchlist.name());
    document.put("readOnly", watchlist.readOnly());
    ArrayNode list = document.putArray("instruments");
    Table table = new Table().number("CONID").text("SYMBOL").text("KIND").elasticText("NAME");
    for (WatchlistItem item : watchlist.instruments()) {
      ObjectNode node = list.addObject();
      Json.put(node, "conid", item.conid());
      Json.put(node, "symbol", item.symbol());
      Json.put(node, "kind", item.assetClass().or(item::shortClass).map(AssetClass::code));
      Json.put(node, "name", item.name());
      Json.put(node, "heading", item.heading());
      table.row(
          item.conid().isPresent()
              ? Long.toString(item.conid().getAsLong())
              : item.contract().orElse(""),
          item.symbol().orElse(""),
          item.assetClass().or(item::shortClass).map(AssetClass::code).orElse(""),
          item.name().or(item::heading).orElse(""));
    }
    document.set("broker", Json.of(watchlist));
    return Answer.of(document, table, "The list " + watchlist.id() + " holds no instruments.");
  }

  static Answer created(Watchlist made, int count) {
    ObjectNode document = Json.object();
    document.put("id", made.id());
    Json.put(document, "name", made.name());
    document.set("broker", Json.of(made));
    return Answer.of(
        document,
        List.of(
            "Made the list "
                + made.id()
                + made.name().map(name -> ", " + name).orElse("")
                + ", of "
                + count
                + (count == 1 ? " instrument." : " instruments.")));
  }

  static Answer deleted(String id, WatchlistDeletion deletion) {
    ObjectNode document = Json.object();
    document.put("id", id);
    document.put("deleted", deletion.deletedId().filter(id::equals).isPresent());
    document.set("broker", Json.of(deletion));
    return deletion.deletedId().filter(id::equals).isPresent()
        ? Answer.of(document, List.of("Deleted the list " + id + "."))
        : Answer.of(document, List.of())
            .failed(
                Failure.of(
                    ExitCode.FAILED,
                    "REFUSED",
                    "The broker did not confirm it: look with ibkr watchlists."));
  }
}
