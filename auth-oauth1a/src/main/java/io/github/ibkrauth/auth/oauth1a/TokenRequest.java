package io.github.ibkrauth.auth.oauth1a;

import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.model.Verb;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One attempt at a live session token. It has what scribejava's own request refuses: a protocol
 * parameter that does not begin with {@code oauth_}, and a text in front of the base string.
 */
final class TokenRequest extends OAuthRequest {

  private static final String CHALLENGE = "diffie_hellman_challenge";

  private final String prepend;
  private final Map<String, String> more = new LinkedHashMap<>();

  TokenRequest(String url, String prepend, String challenge) {
    super(Verb.POST, url);
    this.prepend = prepend;
    this.more.put(CHALLENGE, challenge);
  }

  /** Returns what stands in front of the base string of any request. */
  static String prependOf(OAuthRequest request) {
    return request instanceof TokenRequest own ? own.prepend : "";
  }

  /** Returns all protocol parameters of any request. */
  static Map<String, String> parametersOf(OAuthRequest request) {
    Map<String, String> all = new LinkedHashMap<>(request.getOauthParameters());
    if (request instanceof TokenRequest own) {
      all.putAll(own.more);
    }
    return all;
  }

  /** Returns the address; what is in front of the base string is a secret. */
  @Override
  public String toString() {
    return "TokenRequest(" + getUrl() + ")";
  }
}
