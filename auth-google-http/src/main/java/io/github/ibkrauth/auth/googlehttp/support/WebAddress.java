package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a credential may be sent to, and how messages show it. Stateless. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class WebAddress {

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private WebAddress() {}

  /**
   * Returns what is wrong with an address to which credentials are sent, if anything is: it must
   * begin with https, or http for this computer only, and hold no user, query or fragment.
   *
   * @param setting how the sentence calls it
   * @param uri absolute, with scheme and host
   */
  public static Optional<String> problem(String setting, URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.of(setting + " must begin with https://.");
    }
    if (scheme.equals("http") && !isThisComputer(uri)) {
      return Optional.of(
          setting + " must begin with https://: http is accepted for this computer only.");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of(setting + " must not hold a user name or a password.");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return Optional.of(setting + " must end with its path: no '?' and no '#'.");
    }
    return Optional.empty();
  }

  /** Returns whether the host is this computer by its very name; asks no name service. */
  public static boolean isThisComputer(URI uri) {
    String host = Objects.requireNonNullElse(uri.getHost(), "");
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (bare.equalsIgnoreCase("localhost")) {
      return true;
    }
    if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
      return false;
    }
    try {
      // A text of this form is parsed as a literal or refused.
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  /** Returns scheme, host and port. */
  public static String place(URI uri) {
    return uri.getScheme()
        + "://"
        + uri.getHost()
        + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
  }

  /** Returns scheme, host, port and path, without slashes at the end. */
  public static String shown(URI uri) {
    return place(uri) + path(uri);
  }

  /** Returns the path without slashes at the end, as it is written. */
  public static String path(URI uri) {
    return Objects.requireNonNullElse(uri.getRawPath(), "").replaceFirst("/+$", "");
  }
}
