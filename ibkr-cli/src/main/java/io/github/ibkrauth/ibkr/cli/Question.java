package io.github.ibkrauth.ibkr.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks a person and takes nothing but a clear yes for a yes. */
final class Question {

  private final Surroundings surroundings;
  private final BufferedReader answers;

  Question(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.answers =
        new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
  }

  /** Returns whether there is somebody to ask. */
  boolean canAsk() {
    return surroundings.inIsTerminal();
  }

  /**
   * Asks on standard error, where the question is seen also when the result goes to a file.
   *
   * @return whether the answer was y or yes; the end of the input is a no
   */
  boolean confirms(String question) {
    surroundings.err().print(question + " [y/N] ");
    surroundings.err().flush();
    try {
      String line = answers.readLine();
      if (line == null) {
        surroundings.err().println();
        return false;
      }
      String word = line.strip().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (IOException e) {
      return false;
    }
  }

  /** Writes what must be read before answering. */
  void show(String line) {
    surroundings.err().println(line);
  }
}
