package io.github.ibkrauth.ibkr.simulator;

import java.util.concurrent.ThreadLocalRandom;

/** The answers with which the broker refuses OAuth 1.0a requests. */
final class OAuth1Refusals {
  private OAuth1Refusals() {}

  /** The consumer is unknown, not yet active, or not of the kind the endpoint is for. */
  static Refusal invalidConsumer(String reason) {
    return numbered("invalid consumer", reason);
  }

  /** The access token is not, or no longer, registered for the consumer. */
  static Refusal noAccessSecret(RegisteredConsumer consumer, String reason) {
    return numbered("LST failed, error: No access secret key found for " + consumer.key(), reason);
  }

  /** A signature, a nonce or a timestamp is wrong, or a token expired: no body says which. */
  static Refusal unauthorized(String reason) {
    return new Refusal(Answer.text(401, "", "").because(reason));
  }

  /** A token request that is not well-formed: the answer names what is missing or wrong. */
  static Refusal malformed(String reason) {
    return new Refusal(Answer.errorWithStatus(400, "Bad Request: " + reason).because(reason));
  }

  private static Refusal numbered(String error, String reason) {
    int id = ThreadLocalRandom.current().nextInt(1_000, 100_000);
    return new Refusal(
        Answer.errorWithStatus(401, "id: " + id + ", error: " + error).because(reason));
  }
}
