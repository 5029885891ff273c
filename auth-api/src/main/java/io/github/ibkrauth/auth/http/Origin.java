package io.github.ibkrauth.auth.http;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * Scheme, host and port: the unit within which a credential may travel. {@code ws} counts as {@code
 * http} and {@code wss} as {@code https}, because a WebSocket is opened by a request to the same
 * server. Immutable and thread-safe.
 *
 * @param scheme {@code http} or {@code https}, lower case
 * @param host lower case
 * @param port 1 to 65535, the scheme's own when the address names none
 */
@ApiLevel(ApiLevel.Kind.API)
public record Origin(String scheme, String host, int port) {

  /** Checks and normalizes the parts. */
  public Origin {
    scheme = webScheme(Objects.requireNonNull(scheme, "scheme"));
    host = Objects.requireNonNull(host, "host").toLowerCase(Locale.ROOT);
    if (host.isEmpty()) {
      throw new IllegalArgumentException("an origin needs a host");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /**
   * Returns the origin of an address.
   *
   * @throws IllegalArgumentException when the address has no host or another scheme
   */
  public static Origin of(URI uri) {
    Objects.requireNonNull(uri, "uri");
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "an origin needs scheme and host, as in https://api.example.com");
    }
    int port = uri.getPort();
    if (port == -1) {
      port = webScheme(uri.getScheme()).equals("https") ? 443 : 80;
    }
    return new Origin(uri.getScheme(), uri.getHost(), port);
  }

  private static String webScheme(String scheme) {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "https", "wss" -> "https";
      case "http", "ws" -> "http";
      default -> throw new IllegalArgumentException("not a web address: scheme '" + scheme + "'");
    };
  }

  /** Returns the form in which people write it, without a default port. */
  @Override
  public String toString() {
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }
}
