package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.http.Origin;
import java.util.Locale;

/** A server's host in the forms in which it is written: an IPv6 address has brackets in some. */
final class ServerName {

  private ServerName() {}

  /** Returns the host without brackets, in lower case. */
  static String bare(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return (bracketed ? host.substring(1, host.length() - 1) : host).toLowerCase(Locale.ROOT);
  }

  /** Returns the host as it stands in an address. */
  static String inAddress(String host) {
    String bare = bare(host);
    return bare.contains(":") ? "[" + bare + "]" : bare;
  }

  /** Returns host and port. */
  static String withPort(Origin origin) {
    return inAddress(origin.host()) + ":" + origin.port();
  }
}
