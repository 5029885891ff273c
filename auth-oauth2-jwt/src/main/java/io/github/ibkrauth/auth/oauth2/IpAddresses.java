package io.github.ibkrauth.auth.oauth2;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IPv4 and IPv6 literals; never a name, so nothing is ever looked up. */
final class IpAddresses {

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6_LETTERS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private IpAddresses() {}

  /** Returns whether the text is an address in full, without brackets, zone or port. */
  static boolean isLiteral(String text) {
    return parse(text).isPresent();
  }

  /** Returns whether the address cannot be seen from another network: private, loopback, … */
  static boolean isLocal(String text) {
    return parse(text)
        .filter(
            ip ->
                ip.isLoopbackAddress()
                    || ip.isSiteLocalAddress()
                    || ip.isLinkLocalAddress()
                    || ip.isAnyLocalAddress()
                    || (ip.getAddress().length == 16 && (ip.getAddress()[0] & 0xfe) == 0xfc))
        .isPresent();
  }

  private static Optional<InetAddress> parse(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6_LETTERS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // A text of these letters is parsed as a literal or refused; no name service is asked.
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
