package io.github.ibkrauth.ibkr.json;

import java.util.Locale;
import java.util.Set;

/** Which fields of an answer let somebody else act as the user; their values are never printed. */
final class SensitiveFields {

  static final String MASK = "***";

  private static final Set<String> NAMES =
      Set.of(
          "session",
          "sessionid",
          "session_id",
          "token",
          "access_token",
          "refresh_token",
          "oauth_token",
          "oauth_token_secret",
          "live_session_token",
          "live_session_token_signature",
          "diffie_hellman_response",
          "client_assertion",
          "unique_login_id",
          "password");

  private SensitiveFields() {}

  static boolean hides(String field) {
    return NAMES.contains(field.toLowerCase(Locale.ROOT));
  }

  /** Numbers under these names are counters (a ledger's {@code sessionid}), texts are secrets. */
  static boolean hides(String field, JsonValue value) {
    return value.kind() == JsonValue.Kind.TEXT && hides(field);
  }
}
