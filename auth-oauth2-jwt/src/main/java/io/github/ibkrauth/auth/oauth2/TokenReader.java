package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes the token out of a successful answer, or says what came instead. */
final class TokenReader {

  /** What may stand in a header; anything else would break the request or smuggle in another. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]{1,16384}");

  private static final Duration LONGEST = Duration.ofDays(366);

  private TokenReader() {}

  /** Returns the access token's text. */
  static String token(LoginReply reply, AnswerFailure failure) {
    JsonNode json = reply.json();
    if (json == null) {
      throw failure.unusable("this is not the JSON that a token comes in");
    }
    if (!json.isObject()) {
      throw failure.unusable("this is JSON, but not an object with a token");
    }
    String type = reply.member("token_type");
    if (type != null && !type.equalsIgnoreCase("bearer")) {
      throw failure.unusable("the token is of a type that is not Bearer");
    }
    String token = reply.member("access_token");
    if (token == null || token.isBlank()) {
      throw failure.unusable("the JSON has no access_token" + others(json));
    }
    if (!SENDABLE.matcher(token).matches()) {
      throw failure.unusable("the token has characters that no header can carry");
    }
    return token;
  }

  /** Returns how long the token lives, if the answer says so. */
  static Optional<Duration> life(LoginReply reply, AnswerFailure failure) {
    JsonNode json = reply.json();
    JsonNode value = json == null ? null : json.get("expires_in");
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber() && !(value.isTextual() && value.textValue().matches("\\d{1,12}"))) {
      throw failure.unusable("expires_in is not a number of seconds");
    }
    long seconds = value.asLong();
    if (seconds <= 0) {
      throw failure.unusable("the token has expired already (expires_in is not positive)");
    }
    return Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds())));
  }

  private static String others(JsonNode json) {
    StringBuilder names = new StringBuilder();
    int shown = 0;
    for (Iterator<String> all = json.fieldNames(); all.hasNext() && shown < 6; shown++) {
      names.append(names.isEmpty() ? "" : ", ").append(ShownText.of(all.next(), List.of()));
    }
    return names.isEmpty() ? "" : ", only " + names;
  }
}
