package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.net.URI;

/**
 * Where the strategy finds everything. Immutable.
 *
 * @param base what requests are built on: scheme, host, port, and a path only where the trading
 *     path is not {@code /v1/api}
 * @param trading the trading path with the base in front
 * @param liveSessionToken where live session tokens are made
 * @param requestToken where a third party's grant begins
 * @param accessToken where it ends
 * @param authorize where a user agrees to it
 */
record Endpoints(
    URI base, URI trading, URI liveSessionToken, URI requestToken, URI accessToken, URI authorize) {

  private static final String USUAL = "/v1/api";
  private static final String ALPHA = "/alpha/api";

  /** Reads the addresses; those that are not set lie below the trading path. */
  static Endpoints from(AuthConfig config) {
    URI base = config.get(OAuth1aKeys.BASE_URL);
    String place = WebAddress.place(base);
    String path = WebAddress.path(base);
    boolean named = path.endsWith(USUAL) || path.endsWith(ALPHA);
    String trading = named ? path : path + USUAL;
    String below = place + trading + "/oauth/";
    return new Endpoints(
        URI.create(place + (trading.equals(USUAL) ? "" : trading)),
        URI.create(place + trading),
        config
            .find(OAuth1aKeys.LIVE_SESSION_TOKEN_URL)
            .orElse(URI.create(below + "live_session_token")),
        config.find(OAuth1aKeys.REQUEST_TOKEN_URL).orElse(URI.create(below + "request_token")),
        config.find(OAuth1aKeys.ACCESS_TOKEN_URL).orElse(URI.create(below + "access_token")),
        config.get(OAuth1aKeys.AUTHORIZE_URL));
  }
}
