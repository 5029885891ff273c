package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.Alert;
import io.github.ibkrauth.ibkr.model.AlertCondition;
import io.github.ibkrauth.ibkr.model.AlertResult;
import io.github.ibkrauth.ibkr.model.AlertSummary;
import io.github.ibkrauth.ibkr.model.TimeInForce;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Shows alerts. */
final class AlertsView {

  private AlertsView() {}

  static Answer list(String account, List<AlertSummary> alerts) {
    ObjectNode document = Json.object();
    document.put("account", account);
    ArrayNode list = document.putArray("alerts");
    Table table =
        new Table()
            .number("ALERT")
            .elasticText("NAME")
            .text("WATCHES")
            .text("HAS GONE OFF")
            .text("REPEATS");
    for (AlertSummary alert : alerts) {
      ObjectNode node = list.addObject();
      node.put("id", alert.id());
      Json.put(node, "name", alert.name());
      node.put("active", alert.active());
      node.put("triggered", alert.triggered());
      node.put("repeatable", alert.repeatable());
      Json.putTime(node, "createdAt", alert.createdAt());
      node.set("broker", Json.of(alert));
      table.row(
          Long.toString(alert.id()),
          alert.name().orElse("-"),
          SessionView.yesOrNo(alert.active()),
          SessionView.yesOrNo(alert.triggered()),
          SessionView.yesOrNo(alert.repeatable()));
    }
    return Answer.of(document, table, account + " has no alerts.");
  }

  static Answer one(Alert alert, ZoneId zone) {
    ObjectNode document = Json.object();
    document.put("id", alert.id());
    Json.put(document, "account", alert.accountId());
    Json.put(document, "name", alert.name());
    document.put("active", alert.active());
    document.put("triggered", alert.triggered());
    document.put("repeatable", alert.repeatable());
    Json.put(document, "message", alert.message());
    Json.put(document, "timeInForce", alert.timeInForce().map(TimeInForce::code));
    Json.putTime(document, "createdAt", alert.createdAt());
    Json.putTime(document, "expiresAt", alert.expiresAt());
    ArrayNode conditions = document.putArray("conditions");
    alert.conditions().forEach(condition -> conditions.add(json(condition)));
    document.set("broker", Json.of(alert));
    return Answer.of(document, lines(alert, zone));
  }

  private static ObjectNode json(AlertCondition condition) {
    ObjectNode node = Json.object();
    Json.put(node, "type", condition.type());
    Json.put(node, "contract", condition.contract());
    Json.put(node, "operator", condition.operator());
    Json.put(node, "value", condition.value());
    return node;
  }

  private static List<String> lines(Alert alert, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add("Alert " + alert.id() + alert.name().map(name -> ": " + name).orElse(""));
    alert.accountId().ifPresent(account -> lines.add("Account:       " + account));
    lines.add("Watches:       " + SessionView.yesOrNo(alert.active()));
    lines.add("Has gone off:  " + SessionView.yesOrNo(alert.triggered()));
    lines.add("Repeats:       " + SessionView.yesOrNo(alert.repeatable()));
    alert
        .createdAt()
        .ifPresent(
            time -> lines.add("Made:          " + ZoneOption.shown(alert.createdAt(), zone)));
    alert.message().ifPresent(text -> lines.add("Message:       " + text));
    for (AlertCondition condition : alert.conditions()) {
      lines.add("Goes off when: " + words(condition));
    }
    return lines.stream().map(line -> line.replaceAll("\\p{Cntrl}+", " ")).toList();
  }

  private static String words(AlertCondition condition) {
    String subject =
        condition.type().isEmpty() ? "what is watched" : subject(condition.type().getAsLong());
    return subject
        + condition
            .description()
            .or(condition::contract)
            .map(contract -> " of " + contract)
            .orElse("")
        + " "
        + condition.operator().orElse("?")
        + " "
        + condition.value().orElse("?");
  }

  private static String subject(long type) {
    return switch ((int) type) {
      case 1 -> "the price";
      case 3 -> "the time";
      case 4 -> "the margin";
      case 5 -> "a trade";
      case 6 -> "the volume";
      default -> "condition " + type;
    };
  }

  static Answer changed(long id, AlertResult result, String done) {
    ObjectNode document = Json.object();
    document.put("id", id);
    document.put("success", result.success());
    Json.put(document, "text", result.text());
    document.set("broker", Json.of(result));
    return Answer.of(document, List.of("The alert " + id + " " + done + "."));
  }
}
