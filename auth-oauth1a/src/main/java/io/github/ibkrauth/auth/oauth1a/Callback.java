package io.github.ibkrauth.auth.oauth1a;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * What the broker sends a browser back with. Immutable.
 *
 * @param token the request token it belongs to, or the empty text
 * @param verifier the proof that the user agreed, or the empty text
 */
record Callback(String token, String verifier) {

  /** Reads an address. */
  static Callback of(URI uri) {
    return ofQuery(uri.getRawQuery() == null ? "" : uri.getRawQuery());
  }

  /** Reads a query as it is written. */
  static Callback ofQuery(String query) {
    List<Pair> pairs = new ArrayList<>();
    Pair.parse(query, pairs);
    pairs.replaceAll(Pair::decoded);
    return new Callback(first(pairs, "oauth_token"), first(pairs, "oauth_verifier"));
  }

  /** Returns whether the user did not agree: then nothing comes back, or no verifier. */
  boolean isCancelled() {
    return verifier.isEmpty();
  }

  /** Returns whether it ends the request: it belongs to it, or has nothing, as a refusal has. */
  boolean answers(String requestToken) {
    return isCancelled() && token.isEmpty() || belongsTo(requestToken);
  }

  /** Compares in constant time. */
  boolean belongsTo(String requestToken) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), requestToken.getBytes(StandardCharsets.UTF_8));
  }

  private static String first(List<Pair> pairs, String name) {
    return pairs.stream()
        .filter(pair -> pair.name().equals(name))
        .map(Pair::value)
        .findFirst()
        .orElse("");
  }

  /** Returns nothing of the values. */
  @Override
  public String toString() {
    return "Callback(" + (isCancelled() ? "cancelled)" : "agreed)");
  }
}
