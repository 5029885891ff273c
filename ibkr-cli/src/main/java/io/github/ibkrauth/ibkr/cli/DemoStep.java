package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One step of the demonstration.
 *
 * @param name what was done
 * @param millis how long it took
 * @param note what it gave, in a few words
 * @param table what it showed; no lines for most steps
 * @param content what it gave, for the document; empty for most steps
 * @param failure why it did not pass, if it did not
 */
record DemoStep(
    String name,
    long millis,
    String note,
    Answer.Text table,
    Optional<JsonNode> content,
    Optional<Failure> failure) {

  /** What a step that passed gave. */
  record Gain(String note, Answer.Text table, Optional<JsonNode> content) {

    static Gain of(String note) {
      return new Gain(note, width -> List.of(), Optional.empty());
    }

    static Gain of(String note, Table table, JsonNode content) {
      return new Gain(note, table::lines, Optional.of(content));
    }
  }

  static DemoStep passed(String name, long millis, Gain gain) {
    return new DemoStep(name, millis, gain.note(), gain.table(), gain.content(), Optional.empty());
  }

  static DemoStep failed(String name, long millis, Failure failure) {
    return new DemoStep(
        name, millis, failure.text(), width -> List.of(), Optional.empty(), Optional.of(failure));
  }

  boolean passed() {
    return failure.isEmpty();
  }

  /** Returns the step's line. */
  String line() {
    return String.format("  %-4s  %-22s %6d ms  %s", passed() ? "ok" : "FAIL", name, millis, note)
        .stripTrailing();
  }

  ObjectNode json() {
    ObjectNode node = Json.object();
    node.put("step", name);
    node.put("passed", passed());
    node.put("millis", millis);
    failure.ifPresent(why -> node.set("error", Printer.node(why)));
    return node;
  }
}
