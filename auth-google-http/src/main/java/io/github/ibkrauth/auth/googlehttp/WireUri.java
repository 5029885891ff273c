package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.GenericUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address of a request as the transport will put it on the wire. */
final class WireUri {

  private WireUri() {}

  /**
   * Returns the address without a fragment, which never goes to the wire, and with at least {@code
   * /} as a path.
   *
   * @throws IllegalArgumentException when it is no absolute web address in plain ASCII; the message
   *     does not show it, because a query may hold a token
   */
  static URI of(GenericUrl url) {
    String text = url.build();
    int fragment = text.indexOf('#');
    if (fragment >= 0) {
      text = text.substring(0, fragment);
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException(
            "An address has characters that must be percent-encoded; build it without 'verbatim',"
                + " or encode them.");
      }
    }
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null || uri.getHost() == null) {
        throw new IllegalArgumentException(
            "An address needs scheme and host, as in https://api.example.com/path.");
      }
      if (uri.getRawPath().isEmpty()) {
        int end = text.indexOf('?') >= 0 ? text.indexOf('?') : text.length();
        return new URI(text.substring(0, end) + "/" + text.substring(end));
      }
      return uri;
    } catch (URISyntaxException e) {
      // Not as a cause: its message quotes the whole address.
      throw new IllegalArgumentException("An address is malformed: " + e.getReason() + ".");
    }
  }

  /** Returns the text that has to be set as a parameter so that the wire shows it encoded once. */
  static String parameterText(GenericUrl url, String text) {
    GenericUrl probe = url.clone();
    probe.set("ibkrauth-probe", "%");
    boolean encodesItself = probe.build().contains("ibkrauth-probe=%25");
    return encodesItself ? text : encoded(text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
