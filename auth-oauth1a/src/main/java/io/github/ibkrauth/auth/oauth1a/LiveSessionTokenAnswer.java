package io.github.ibkrauth.auth.oauth1a;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the server contributes to a live session token. Immutable.
 *
 * @param response its number, in hexadecimal digits; may be empty
 * @param proof its proof, in hexadecimal digits
 * @param expiration epoch milliseconds, or 0 when not said
 */
record LiveSessionTokenAnswer(String response, String proof, long expiration) {

  private static final Duration LIFE = Duration.ofHours(24);
  private static final Duration AHEAD = Duration.ofHours(1);

  /** Reads a successful answer. */
  static LiveSessionTokenAnswer read(TokenExchange exchange, AnswerFailure failure) {
    Optional<JsonNode> json = exchange.answer().json();
    if (json.isEmpty()) {
      throw failure.unusable("this is not the JSON that a live session token comes in");
    }
    if (!json.get().isObject()) {
      throw failure.unusable("this is JSON, but not an object with a live session token");
    }
    JsonNode object = json.get();
    String proof = text(object, "live_session_token_signature");
    if (proof.isEmpty()) {
      throw failure.unusable("the JSON has no live_session_token_signature");
    }
    if (!object.has("diffie_hellman_response")) {
      throw failure.unusable("the JSON has no diffie_hellman_response");
    }
    return new LiveSessionTokenAnswer(
        text(object, "diffie_hellman_response"),
        proof,
        milliseconds(object.path("live_session_token_expiration")));
  }

  /**
   * Returns when the token ends, by the local clock. A time more than an hour ahead is taken as the
   * end; any other as the time of computation, after which it lives 24 hours. Never more than 24
   * hours after receipt.
   *
   * @param received by the local clock
   * @param skew the server's clock minus ours
   */
  Instant endsAt(Instant received, Duration skew) {
    Instant latest = received.plus(LIFE);
    if (expiration <= 0) {
      return latest;
    }
    Instant said = Instant.ofEpochMilli(expiration).minus(skew);
    Instant end = said.isAfter(received.plus(AHEAD)) ? said : said.plus(LIFE);
    // A time that makes no sense says nothing: a token that is over is found out by a refusal.
    return end.isAfter(latest) || !end.isAfter(received) ? latest : end;
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isTextual() ? value.textValue().strip() : "";
  }

  private static long milliseconds(JsonNode value) {
    if (value.isTextual() && value.textValue().matches("\\d{1,15}")) {
      return Long.parseLong(value.textValue());
    }
    // Beyond the year 9999 it is no time.
    return value.isNumber() && value.canConvertToLong() && value.longValue() < 253_402_300_800_000L
        ? value.longValue()
        : 0;
  }

  /** Returns nothing of the values. */
  @Override
  public String toString() {
    return "LiveSessionTokenAnswer(" + response.length() + " digits)";
  }
}
