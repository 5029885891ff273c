package io.github.ibkrauth.auth.oauth1a;

import java.util.Locale;

/**
 * An absolute address cut into the parts that a signature covers. Immutable.
 *
 * @param whole the address as it is on the wire, without fragment
 * @param pathStart where the path begins in it, or where it would begin
 * @param queryStart where the query's question mark stands, or the length
 */
record WireUrl(String whole, int pathStart, int queryStart) {

  /**
   * Cuts an address.
   *
   * @param text an absolute web address
   */
  static WireUrl of(String text) {
    int fragment = text.indexOf('#');
    String whole = fragment < 0 ? text : text.substring(0, fragment);
    int host = whole.indexOf("://") + 3;
    int query = whole.indexOf('?', host);
    int end = query < 0 ? whole.length() : query;
    int slash = whole.indexOf('/', host);
    return new WireUrl(whole, slash < 0 || slash > end ? end : slash, end);
  }

  /** Returns the query without its question mark, or the empty text. */
  String query() {
    return queryStart < whole.length() ? whole.substring(queryStart + 1) : "";
  }

  boolean hasQuery() {
    return queryStart + 1 < whole.length();
  }

  /** Returns the address without query, exactly as written. */
  String bare() {
    return whole.substring(0, queryStart);
  }

  /**
   * Returns scheme and host in lower case, the port unless it is the scheme's own, and the path
   * (RFC 5849, section 3.4.1.2).
   */
  String normalized() {
    String place = whole.substring(0, pathStart);
    int host = place.indexOf("://") + 3;
    String authority =
        place.substring(place.indexOf('@', host) < 0 ? host : place.indexOf('@') + 1);
    String scheme = place.substring(0, host - 3).toLowerCase(Locale.ROOT);
    int colon = authority.lastIndexOf(':');
    boolean port = colon > authority.lastIndexOf(']');
    String number = port ? authority.substring(colon + 1) : "";
    String name = (port ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    boolean left = number.isEmpty() || number.equals(scheme.equals("https") ? "443" : "80");
    String path = pathStart == queryStart ? "/" : whole.substring(pathStart, queryStart);
    return scheme + "://" + name + (left ? "" : ":" + number) + path;
  }

  /** Appends {@link #normalized()}, encoded. */
  void writeNormalized(Ascii target) {
    if (isUsual() && pathStart < queryStart) {
      target.encoded(whole, 0, queryStart);
    } else {
      target.encoded(normalized());
    }
  }

  /** Returns whether scheme and host need no change: lower case, no port, no user. */
  private boolean isUsual() {
    boolean inHost = false;
    for (int i = 0; i < pathStart; i++) {
      char c = whole.charAt(i);
      if (c >= 'A' && c <= 'Z' || inHost && (c == ':' || c == '@')) {
        return false;
      }
      inHost |= c == '/';
    }
    return true;
  }

  /** Returns the address without query, which may hold a token. */
  @Override
  public String toString() {
    return bare();
  }
}
