package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlowException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization server sends a browser back with (RFC 6749, section 4.1.2). Immutable.
 *
 * @param state which flow it belongs to
 * @param code buys the tokens
 * @param issuer who sends it, where the server says so
 * @param error why there is no code
 * @param description the same in words
 */
record ConsentCallback(
    @Nullable String state,
    @Nullable String code,
    @Nullable String issuer,
    @Nullable String error,
    @Nullable String description) {

  private static final List<String> KNOWN =
      List.of("state", "code", "iss", "error", "error_description");
  private static final int LONGEST = 16 * 1024;

  /**
   * Reads a query as it arrived.
   *
   * @throws ConnectFlowException when it is malformed, or names something twice
   */
  static ConsentCallback of(String query) {
    String text = query.startsWith("?") ? query.substring(1) : query;
    if (text.length() > LONGEST) {
      throw unreadable("it is too long");
    }
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      if (KNOWN.contains(name) && values.putIfAbsent(name, value) != null) {
        throw unreadable("it has the parameter " + name + " twice");
      }
    }
    return new ConsentCallback(
        value(values, "state"),
        value(values, "code"),
        value(values, "iss"),
        value(values, "error"),
        value(values, "error_description"));
  }

  private static @Nullable String value(Map<String, String> values, String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable("it is not encoded as a query is");
    }
  }

  private static ConnectFlowException unreadable(String why) {
    return new ConnectFlowException(
        Details.of(
                ConnectErrorCode.CONNECT_STATE_MISMATCH,
                "The callback was not used, since " + why + ". Begin again.")
            .withStrategy(OAuth2JwtProvider.ID));
  }

  /** Returns whether it brings a code. */
  @Override
  public String toString() {
    return "ConsentCallback(" + (code != null ? "code" : error != null ? "error" : "empty") + ")";
  }
}
