package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.net.URI;
import java.util.Optional;

/** What a browser may be sent to with something that matters in it; a query may be part of it. */
final class BrowserAddress {

  private BrowserAddress() {}

  /**
   * Returns what is wrong with an address, if anything is.
   *
   * @param name how the sentence calls it
   * @param uri absolute, with scheme and host
   */
  static Optional<String> problem(String name, URI uri) {
    String scheme = uri.getScheme();
    if (!"https".equalsIgnoreCase(scheme)
        && !("http".equalsIgnoreCase(scheme) && WebAddress.isThisComputer(uri))) {
      return Optional.of(
          name + " must begin with https://: http is accepted for this computer only.");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of(name + " must not hold a user name or a '#'.");
    }
    return Optional.empty();
  }
}
