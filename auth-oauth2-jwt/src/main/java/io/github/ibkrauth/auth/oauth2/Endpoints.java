package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the strategy finds everything. Immutable.
 *
 * @param base what requests are built on: scheme, host, port, and a path only where the trading
 *     path is not {@code /v1/api}
 * @param gatewayPath the path below which the access token is the bearer
 * @param token the token endpoint
 * @param sso where SSO sessions are opened
 */
record Endpoints(URI base, String gatewayPath, URI token, URI sso) {

  private static final String USUAL = "/v1/api";
  private static final String ALPHA = "/alpha/api";

  /**
   * Reads the three addresses. Token endpoint and SSO sessions lie beside the trading path, never
   * below it.
   */
  static Endpoints of(URI baseUrl, @Nullable URI tokenUrl, @Nullable URI ssoUrl) {
    String path = WebAddress.path(baseUrl);
    String trading = path.endsWith(ALPHA) ? ALPHA : USUAL;
    String root = path.endsWith(trading) ? cut(path, trading) : path;
    boolean usual = root.isEmpty() && trading.equals(USUAL);
    URI token = tokenUrl != null ? tokenUrl : at(baseUrl, root + "/oauth2/api/v1/token");
    URI sso = ssoUrl != null ? ssoUrl : at(baseUrl, root + "/gw/api/v1/sso-sessions");
    return new Endpoints(at(baseUrl, usual ? "" : root + trading), root + "/gw/api", token, sso);
  }

  /** Returns scheme, host and port of an address, for messages. */
  static String place(URI uri) {
    return WebAddress.place(uri);
  }

  private static URI at(URI place, String path) {
    return URI.create(place(place) + path);
  }

  private static String cut(String path, String tail) {
    return path.substring(0, path.length() - tail.length());
  }
}
