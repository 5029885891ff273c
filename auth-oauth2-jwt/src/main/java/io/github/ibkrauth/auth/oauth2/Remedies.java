package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.googlehttp.support.ConnectionErrorCode;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import java.util.Map;

/** What to do first about a kind of failure, in a few words. */
final class Remedies {

  private static final Map<AuthErrorCode, String> FIRST =
      Map.ofEntries(
          Map.entry(AuthErrorCode.CONFIGURATION, "Correct the settings that are named."),
          Map.entry(
              AuthErrorCode.BAD_ASSERTION,
              "Compare client id, key id and the fingerprint of the public key with the registration."),
          Map.entry(
              AuthErrorCode.UNKNOWN_CLIENT,
              "Compare the client id with the registration, and ask the broker whether it is active."),
          Map.entry(AuthErrorCode.CLOCK_SKEW, "Turn on time synchronization (NTP)."),
          Map.entry(AuthErrorCode.SCOPE_REFUSED, "Have the scope granted to the client."),
          Map.entry(
              AuthErrorCode.IP_REFUSED, "Set the public address from which this computer calls."),
          Map.entry(AuthErrorCode.CREDENTIAL_REJECTED, "Ask the broker what the client may do."),
          Map.entry(ConnectErrorCode.GRANT_REVOKED, "Let the user connect again."),
          Map.entry(AuthErrorCode.INTERACTION_REQUIRED, "Let the user connect."),
          Map.entry(AuthErrorCode.TOKEN_EXPIRED, "Try again in a few minutes."),
          Map.entry(AuthErrorCode.SERVER_TROUBLE, "Try again later."),
          Map.entry(AuthErrorCode.RATE_LIMITED, "Wait 15 minutes before the next try."),
          Map.entry(AuthErrorCode.UNKNOWN_HOST, "Check the host's name and the name server."),
          Map.entry(AuthErrorCode.TIMEOUT, "Check the connection to the server, then try again."),
          Map.entry(AuthErrorCode.TRANSPORT, "Check the connection to the server, then try again."),
          Map.entry(
              ConnectionErrorCode.CONNECTION_REFUSED,
              "Check the address that is set, the firewall and the proxy."),
          Map.entry(
              TlsErrorCode.CERTIFICATE_UNTRUSTED,
              "Check the address that is set; if the certificate is your own, trust it."),
          Map.entry(TlsErrorCode.NOT_TLS, "Check the address that is set."),
          Map.entry(TlsErrorCode.TLS_EXPECTED, "Check the address that is set."),
          Map.entry(AuthErrorCode.PROTOCOL, "Check the addresses that are set, and any proxy."));

  private Remedies() {}

  static String of(AuthErrorCode code) {
    return FIRST.getOrDefault(code, "Read the detail.");
  }
}
