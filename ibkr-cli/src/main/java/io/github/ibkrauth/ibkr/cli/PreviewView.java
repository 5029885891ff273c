package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.OrderPreview;
import io.github.ibkrauth.ibkr.model.PreviewAmount;
import io.github.ibkrauth.ibkr.model.PreviewChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows what an order would cost and change. */
final class PreviewView {

  private PreviewView() {}

  static Answer answer(String account, List<String> words, OrderPreview preview) {
    ObjectNode document = Json.object();
    document.put("account", account);
    Json.put(document, "amount", preview.amount().flatMap(PreviewAmount::amount));
    Json.put(document, "commission", preview.amount().flatMap(PreviewAmount::commission));
    Json.put(document, "total", preview.amount().flatMap(PreviewAmount::total));
    put(document, "equity", preview.equity());
    put(document, "initialMargin", preview.initialMargin());
    put(document, "maintenanceMargin", preview.maintenanceMargin());
    put(document, "position", preview.position());
    Json.put(document, "warning", preview.warning());
    document.set("broker", Json.of(preview));
    List<String> lines = new ArrayList<>(words);
    lines.addAll(lines(preview));
    Answer answer = Answer.of(document, lines);
    return failure(preview)
        .map(
            failure -> {
              document.set("error", Printer.node(failure));
              return answer.failed(failure);
            })
        .orElse(answer);
  }

  /** Returns why the broker would refuse the order, if it would. */
  static Optional<Failure> failure(OrderPreview preview) {
    return preview
        .error()
        .map(
            words ->
                Failure.of(
                    ExitCode.FAILED,
                    "REFUSED",
                    "The broker would refuse it: " + plain(words) + "."));
  }

  static List<String> lines(OrderPreview preview) {
    List<String> lines = new ArrayList<>();
    preview.amount().flatMap(PreviewAmount::amount).ifPresent(it -> lines.add("Amount:     " + it));
    preview
        .amount()
        .flatMap(PreviewAmount::commission)
        .ifPresent(it -> lines.add("Commission: " + it));
    preview.amount().flatMap(PreviewAmount::total).ifPresent(it -> lines.add("Total:      " + it));
    Table table = new Table().text("FIGURE").number("BEFORE").number("CHANGE").number("AFTER");
    row(table, "equity with loan value", preview.equity());
    row(table, "initial margin", preview.initialMargin());
    row(table, "maintenance margin", preview.maintenanceMargin());
    row(table, "position", preview.position());
    if (!table.isEmpty()) {
      lines.addAll(table.lines(0));
    }
    preview.warning().ifPresent(words -> lines.add("Warning:    " + plain(words)));
    return lines;
  }

  private static void row(Table table, String name, Optional<PreviewChange> figure) {
    figure.ifPresent(
        change ->
            table.row(
                name,
                Figures.number(change.current()),
                Figures.number(change.change()),
                Figures.number(change.after())));
  }

  private static void put(ObjectNode document, String name, Optional<PreviewChange> figure) {
    if (figure.isEmpty()) {
      document.putNull(name);
      return;
    }
    ObjectNode node = document.putObject(name);
    Json.put(node, "before", figure.get().current());
    Json.put(node, "change", figure.get().change());
    Json.put(node, "after", figure.get().after());
  }

  private static String plain(String words) {
    return words.replaceAll("<[^>]*>", " ").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
