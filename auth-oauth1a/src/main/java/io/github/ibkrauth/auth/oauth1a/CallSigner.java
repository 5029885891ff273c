package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.http.SignableRequest;
import java.util.List;
import java.util.Map;

/**
 * Signs calls of the API with a live session token: HMAC-SHA256 under the token's bytes, a fresh
 * nonce each time. Takes no lock. Thread-safe.
 */
final class CallSigner {

  private final Nonces nonces;
  private final SigningClock clock;

  CallSigner(Nonces nonces, SigningClock clock) {
    this.nonces = nonces;
    this.clock = clock;
  }

  /**
   * Returns the value of the header {@code Authorization}.
   *
   * @param recipe one of the six forms
   */
  String header(SigningCredential credential, BaseStringRecipe recipe, SignableRequest request) {
    return header(
        credential, recipe, request.method(), request.uri().toString(), request.formParameters());
  }

  /**
   * Returns the value of the header {@code Authorization}.
   *
   * @param url the address as it is on the wire
   * @param form pairs of a form body as they are on the wire
   */
  String header(
      SigningCredential credential,
      BaseStringRecipe recipe,
      String method,
      String url,
      List<Map.Entry<String, String>> form) {
    byte[] nonce = nonces.next();
    String seconds = clock.secondsText();
    CallParameters parameters = credential.parameters();
    // Enough for both texts, unless there is a form or very much to encode.
    Ascii base = new Ascii(360 + 2 * url.length());
    BaseString.write(recipe, method, WireUrl.of(url), form, parameters.at(nonce, seconds), base);
    byte[] code = credential.token().hmac().sign(base.buffer(), base.length());
    return parameters.header(nonce, seconds, code, base);
  }
}
