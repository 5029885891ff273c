package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes answers and failures. With {@code --json} there is one document on standard output and
 * nothing else, whatever happens.
 */
final class Printer {

  private final Surroundings surroundings;

  Printer(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Writes an answer. */
  void answer(Answer answer, boolean json) {
    if (json) {
      surroundings.out().println(Json.pretty(answer.json()));
    } else {
      int width = surroundings.outIsTerminal() ? surroundings.columns() : 0;
      answer.text().lines(width).forEach(surroundings.out()::println);
      surroundings.out().flush();
      answer.failure().ifPresent(failure -> surroundings.err().println("ibkr: " + failure.text()));
    }
    surroundings.out().flush();
  }

  /** Writes one line of result at once. */
  void line(String line) {
    surroundings.out().println(line);
    surroundings.out().flush();
  }

  /** Writes what is going on, if a person looks on. */
  void progress(String line) {
    if (surroundings.errIsTerminal()) {
      surroundings.err().println(line);
      surroundings.err().flush();
    }
  }

  /** Writes what was done at the broker on the way to a result; with JSON it is progress. */
  void step(String line, boolean json) {
    if (!json || surroundings.errIsTerminal()) {
      surroundings.err().println(line);
      surroundings.err().flush();
    }
  }

  /** Returns whether the results go nowhere, as when the other end of a pipe was closed. */
  boolean isNobodyReading() {
    return surroundings.out().checkError();
  }

  /** Writes a failure; the stack trace only for those who want it. */
  void failure(Failure failure, Throwable thrown, boolean json, boolean verbose) {
    if (json) {
      surroundings.out().println(Json.pretty(Json.object().set("error", node(failure))));
      surroundings.out().flush();
    } else {
      surroundings.err().println("ibkr: " + failure.text());
    }
    if (verbose) {
      thrown.printStackTrace(surroundings.err());
    }
    surroundings.err().flush();
  }

  /** Returns a failure as JSON. */
  static ObjectNode node(Failure failure) {
    ObjectNode node = Json.object();
    node.put("code", failure.code());
    node.put("message", failure.message());
    failure.remedy().ifPresent(sentence -> node.put("remedy", sentence));
    node.put("exitCode", failure.exitCode());
    failure.details().ifPresent(details -> node.set("details", details));
    return node;
  }
}
