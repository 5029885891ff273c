package io.github.ibkrauth.auth.http;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * Wraps a JSON object into a signed body, for servers that take the request itself as a signed
 * token. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public interface BodySigner {

  /** Returns the media type of the result, such as {@code application/jwt}. */
  String contentType();

  /**
   * Signs a body.
   *
   * @param json a JSON object
   * @return the text to send, ASCII
   * @throws IllegalArgumentException when the text is not a JSON object
   * @throws io.github.ibkrauth.auth.error.AuthException when it cannot be signed
   */
  String sign(String json);
}
