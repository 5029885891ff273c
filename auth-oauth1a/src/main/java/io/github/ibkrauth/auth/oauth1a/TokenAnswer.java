package io.github.ibkrauth.auth.oauth1a;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the answers of a third party's grant. Stateless. */
final class TokenAnswer {

  /** What may stand in a header or an address without a change of meaning. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,512}");

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9+/_=-]{4,4096}");

  private TokenAnswer() {}

  /** Returns a token of a successful answer. */
  static String text(TokenExchange exchange, String name, AnswerFailure failure) {
    String text = object(exchange, failure).path(name).asText("");
    if (!TOKEN.matcher(text).matches()) {
      throw failure.unusable("the JSON has no usable " + name);
    }
    return text;
  }

  /** Returns the grant of a successful answer. */
  static AccessGrant grant(TokenExchange exchange, AnswerFailure failure) {
    JsonNode json = object(exchange, failure);
    String token = text(exchange, "oauth_token", failure);
    String secret = json.path("oauth_token_secret").asText("");
    if (!SECRET.matcher(secret).matches()) {
      throw failure.unusable("the JSON has no usable oauth_token_secret");
    }
    return new AccessGrant(Secret.of(token), Secret.of(secret), paper(json));
  }

  /** The broker's own schema misspells the member, and newer answers leave it out. */
  private static @Nullable Boolean paper(JsonNode json) {
    JsonNode value = json.has("is_paper") ? json.get("is_paper") : json.path("is_true");
    return value.isBoolean() ? value.booleanValue() : null;
  }

  private static JsonNode object(TokenExchange exchange, AnswerFailure failure) {
    return exchange
        .answer()
        .json()
        .filter(JsonNode::isObject)
        .orElseThrow(() -> failure.unusable("this is not the JSON that a token comes in"));
  }
}
