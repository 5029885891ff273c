package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a command found, for programs and for people.
 *
 * @param json the document that {@code --json} prints
 * @param text the lines that are printed otherwise
 * @param failure what is wrong with it nevertheless; the document holds it already
 * @param exitCode what the process ends with
 */
record Answer(JsonNode json, Text text, Optional<Failure> failure, int exitCode) {

  Answer(JsonNode json, Text text, int exitCode) {
    this(json, text, Optional.empty(), exitCode);
  }

  /** Returns the same, that is a failure nevertheless. */
  Answer failed(Failure why) {
    return new Answer(json, text, Optional.of(why), why.exitCode());
  }

  /** Returns a good answer. */
  static Answer of(JsonNode json, Text text) {
    return new Answer(json, text, ExitCode.OK);
  }

  /** Returns a good answer of some lines. */
  static Answer of(JsonNode json, List<String> lines) {
    return of(json, width -> lines);
  }

  /** Returns a good answer of a table, or of a sentence when the table is empty. */
  static Answer of(JsonNode json, Table table, String sentenceWhenEmpty) {
    return of(json, width -> table.isEmpty() ? List.of(sentenceWhenEmpty) : table.lines(width));
  }

  /** The form for people. */
  @FunctionalInterface
  interface Text {

    /**
     * Returns the lines.
     *
     * @param width how wide the terminal is; 0 when not known
     */
    List<String> lines(int width);
  }
}
