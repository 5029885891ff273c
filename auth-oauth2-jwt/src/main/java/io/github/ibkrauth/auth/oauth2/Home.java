package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.http.Origin;
import java.net.URI;

/** The one place that may see the tokens, and the part of it that takes the access token. */
final class Home {

  private static final String USUAL_GATEWAY_PATH = "/gw/api";

  private final Origin origin;
  private final String gatewayPath;

  Home(Endpoints endpoints) {
    this.origin = Origin.of(endpoints.base());
    this.gatewayPath = endpoints.gatewayPath();
  }

  Origin origin() {
    return origin;
  }

  /**
   * Returns whether the access token is the bearer there, and not the SSO token. Where everything
   * lies below a prefix, account management is known with and without it.
   */
  boolean takesAccessToken(URI uri) {
    String path = uri.getRawPath();
    return path != null && (below(path, gatewayPath) || below(path, USUAL_GATEWAY_PATH));
  }

  private static boolean below(String path, String folder) {
    return path.startsWith(folder)
        && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
  }
}
