package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.http.RequestAuthorization;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The request that opens a connection. It holds credentials, and does not print them. */
record Upgrade(URI address, Map<String, String> headers) {

  /**
   * Puts it together: the authorization as the strategy gave it, and the session value as one more
   * cookie.
   *
   * @param address without the authorization
   * @param session the session value
   */
  static Upgrade of(
      URI address, RequestAuthorization authorization, String session, String userAgent) {
    StringBuilder query = new StringBuilder();
    authorization
        .queryParameters()
        .forEach(
            (name, value) ->
                query
                    .append(query.isEmpty() ? "?" : "&")
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", userAgent);
    String cookie = "api=" + session;
    for (Map.Entry<String, String> header : authorization.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Cookie")) {
        cookie = header.getValue().isBlank() ? cookie : header.getValue() + "; " + cookie;
      } else {
        headers.put(header.getKey(), header.getValue());
      }
    }
    headers.put("Cookie", cookie);
    return new Upgrade(URI.create(address + query.toString()), headers);
  }

  @Override
  public String toString() {
    return "Upgrade("
        + address.getScheme()
        + "://"
        + address.getRawAuthority()
        + address.getRawPath()
        + ")";
  }
}
