package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered to a login step. Immutable.
 *
 * @param exchange the request and its answer
 * @param json the body as JSON, or {@code null} when it is none
 */
record LoginReply(TokenExchange exchange, @Nullable JsonNode json) {

  static LoginReply of(TokenExchange exchange) {
    return new LoginReply(exchange, exchange.answer().json().orElse(null));
  }

  int status() {
    return exchange.answer().status();
  }

  /** Returns the body. */
  String text() {
    return exchange.answer().body();
  }

  /** Returns the server's time, if it tells it. */
  @Nullable Instant date() {
    return exchange.answer().serverDate().orElse(null);
  }

  boolean success() {
    return exchange.success();
  }

  boolean html() {
    return ErrorBody.of(text()).shape() == ErrorBody.Shape.HTML;
  }

  /** Returns a member that is a text; {@code null} when it is missing or something else. */
  @Nullable String member(String name) {
    JsonNode value = json == null ? null : json.get(name);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  ClockGap clockGap() {
    return exchange.clockGap();
  }

  /**
   * Returns what makes exceptions of it.
   *
   * @param urlSetting the setting that holds the address, for messages
   * @param complaint what it says, without what must not be repeated
   */
  AnswerFailure failure(String urlSetting, Complaint complaint) {
    return exchange.failure(urlSetting).quoting(complaint.error(), complaint.words());
  }

  /** Returns status and size; a body may hold a token. */
  @Override
  public String toString() {
    return "LoginReply(" + status() + ", " + text().length() + " characters)";
  }
}
