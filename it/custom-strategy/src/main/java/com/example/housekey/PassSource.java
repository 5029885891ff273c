package com.example.housekey;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import io.github.ibkrauth.auth.googlehttp.support.TokenWire;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Buys a pass with the API key. The key is read each time, so that a new one needs no restart. */
final class PassSource implements TokenSource<Pass> {

  static final String HEADER = "X-Api-Key";

  private final AuthConfig config;
  private final TokenWire wire;
  private final URI passes;

  PassSource(AuthConfig config, TokenWire wire) {
    this.config = config;
    this.wire = wire;
    this.passes = URI.create(WebAddress.place(config.get(HouseKeyKeys.BASE_URL)) + "/passes");
  }

  @Override
  public IssuedToken<Pass> load(LoadContext context) {
    Instant start = context.now();
    String key = config.get(HouseKeyKeys.API_KEY).reveal();
    TokenExchange exchange = wire.postNothing("pass", passes, Map.of(HEADER, key));
    exchange.answer().serverDate().ifPresent(context::serverDate);
    AnswerFailure failure = exchange.failure(config.spelling(HouseKeyKeys.BASE_URL));
    if (exchange.answer().status() == 401) {
      throw failure.rejected(
          AuthErrorCode.CREDENTIAL_REJECTED,
          "the house's gateway does not know this key",
          "Put the key that the house gave this program into "
              + config.spelling(HouseKeyKeys.API_KEY)
              + ".");
    }
    if (!exchange.success()) {
      throw failure.byStatus();
    }
    JsonNode json =
        exchange.answer().json().orElseThrow(() -> failure.unusable("this is not JSON"));
    String pass = json.path("pass").asText();
    int seconds = json.path("seconds").asInt();
    if (pass.isEmpty() || seconds <= 0) {
      throw failure.unusable("the JSON has no pass, or one that has ended already");
    }
    return IssuedToken.lasting(new Pass(pass), start, Duration.ofSeconds(seconds));
  }
}
