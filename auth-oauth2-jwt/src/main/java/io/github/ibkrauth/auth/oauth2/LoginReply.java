package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered to a login step. Immutable.
 *
 * @param status the HTTP status
 * @param contentType its content type, or the empty text
 * @param text the body
 * @param json the body as JSON, or {@code null} when it is none
 * @param date the server's time
 * @param retryAfter how long it asks to wait
 * @param sent when the request was sent, by the local clock
 * @param received when the answer was there, by the local clock
 */
record LoginReply(
    int status,
    String contentType,
    String text,
    @Nullable JsonNode json,
    @Nullable Instant date,
    @Nullable Duration retryAfter,
    Instant sent,
    Instant received) {

  boolean success() {
    return status >= 200 && status < 300;
  }

  boolean html() {
    return ErrorBody.of(text).shape() == ErrorBody.Shape.HTML;
  }

  /** Returns a member that is a text; {@code null} when it is missing or something else. */
  @Nullable String member(String name) {
    JsonNode value = json == null ? null : json.get(name);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  ClockGap clockGap() {
    return ClockGap.of(date, sent, received);
  }

  /** Returns status and size; a body may hold a token. */
  @Override
  public String toString() {
    return "LoginReply(" + status + ", " + text.length() + " characters)";
  }
}
