package io.github.ibkrauth.ibkr.ws;

import java.net.URI;
import java.util.Map;

/** The request that opens a connection. It holds credentials, and does not print them. */
record Upgrade(URI address, Map<String, String> headers) {

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
