package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a command did not work, for a person and for a program.
 *
 * @param exitCode what the process ends with
 * @param code the class of the failure, upper case, stable
 * @param message one sentence, or a numbered list; without the code, and never a secret
 * @param remedy what to do, where the message does not say so itself
 * @param details what a program may want to know besides
 */
record Failure(
    int exitCode,
    String code,
    String message,
    Optional<String> remedy,
    Optional<JsonNode> details) {

  Failure {
    Objects.requireNonNull(code, "code");
    // What was thrown has the code in its message; here it comes last, after the remedy.
    message = Objects.requireNonNull(message, "message").replace(" [" + code + "]", "");
  }

  static Failure of(int exitCode, String code, String message) {
    return new Failure(exitCode, code, message, Optional.empty(), Optional.empty());
  }

  Failure withRemedy(String sentence) {
    return new Failure(exitCode, code, message, Optional.of(sentence), details);
  }

  Failure withExitCode(int other) {
    return new Failure(other, code, message, remedy, details);
  }

  Failure withDetails(JsonNode node) {
    return new Failure(exitCode, code, message, remedy, Optional.of(node));
  }

  /** Returns message, remedy and code. */
  String text() {
    return remedy.map(sentence -> message + " " + sentence).orElse(message) + " [" + code + "]";
  }
}
