package io.github.ibkrauth.auth.oauth1a;

import com.github.scribejava.core.model.OAuth1RequestToken;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import io.github.ibkrauth.auth.oauth1a.ThirdPartyGrant.Request;
import java.net.URI;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The two requests of a third party's grant, whoever the user is. Thread-safe. */
final class GrantSteps implements AutoCloseable {

  private static final Pattern VERIFIER = Pattern.compile("[!-~]{1,512}");

  private final Settings settings;
  private final Wire wire;
  private final TokenRequests requests;
  private final SigningClock clock;

  private GrantSteps(Settings settings, Wire wire, TokenRequests requests, SigningClock clock) {
    this.settings = settings;
    this.wire = wire;
    this.requests = requests;
    this.clock = clock;
  }

  /** Reads the signature key; connects to nothing yet. */
  static GrantSteps open(Settings settings, AuthConfig config, AuthRuntime runtime) {
    SigningClock clock = new SigningClock(runtime.clock());
    TokenRequests requests =
        new TokenRequests(
            new TokenRequestApi(
                settings.endpoints(),
                SettingsReader.SIGNATURE_KEY.signer(config, runtime),
                settings.firstRecipe(),
                clock,
                new Nonces(runtime.random())),
            settings);
    return new GrantSteps(settings, Wire.open(config, runtime), requests, clock);
  }

  /** Asks for a request token. */
  Request requestToken() {
    URI uri = settings.endpoints().requestToken();
    TokenExchange exchange = send(Step.REQUEST_TOKEN, uri, requests::requestToken);
    String token =
        TokenAnswer.text(
            exchange, "oauth_token", exchange.failure(settings.name(OAuth1aKeys.BASE_URL)));
    OAuth1RequestToken scribe = new OAuth1RequestToken(token, "");
    return new Request(scribe, URI.create(requests.authorizationUrl(scribe)));
  }

  /** Turns a verifier into an access token. */
  AccessGrant accessToken(Request request, String verifier) {
    String text = verifier.strip();
    if (!VERIFIER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A verifier is one word; copy it from oauth_verifier in the address bar.");
    }
    URI uri = settings.endpoints().accessToken();
    TokenExchange exchange =
        send(Step.ACCESS_TOKEN, uri, () -> requests.accessToken(request.scribe(), text));
    return TokenAnswer.grant(exchange, exchange.failure(settings.name(OAuth1aKeys.BASE_URL)));
  }

  private TokenExchange send(Step step, URI uri, Supplier<String> header) {
    TokenExchange exchange = wire.post(step, uri, header.get());
    if (exchange.answer().status() == 401
        && exchange.clockGap().notable()
        && !exchange.clockGap().ahead().equals(clock.skew())) {
      clock.restart(exchange.clockGap().ahead());
      exchange = wire.post(step, uri, header.get());
    }
    if (!exchange.success()) {
      throw new TokenRefusal(settings).of(exchange, settings.name(OAuth1aKeys.BASE_URL));
    }
    return exchange;
  }

  @Override
  public void close() {
    wire.close();
  }
}
