package io.github.ibkrauth.ibkr.simulator;

import java.util.Optional;

/** What the network in front of the broker refuses before anybody looks at a credential. */
final class EdgeRules {
  static final int LARGEST_BODY = 1 << 20;

  private EdgeRules() {}

  /** Returns the refusal of a request by its head alone. */
  static Optional<Answer> refusal(Call call) {
    if (call.header("User-Agent").filter(value -> !value.isBlank()).isEmpty()) {
      return Optional.of(Answer.html(403, "Access Denied").because("User-Agent is missing"));
    }
    if (lacksLength(call)) {
      return Optional.of(
          Answer.html(411, "Length Required").because("Content-Length is missing on a POST"));
    }
    if (tooLarge(call)) {
      return Optional.of(Answer.html(413, "Content Too Large"));
    }
    return Optional.empty();
  }

  private static boolean lacksLength(Call call) {
    return call.method().equals("POST") && call.header("Content-Length").isEmpty();
  }

  private static boolean tooLarge(Call call) {
    return call.header("Content-Length")
        .filter(length -> length.length() > 7 || Integer.parseInt(length.trim()) > LARGEST_BODY)
        .isPresent();
  }
}
