package io.github.ibkrauth.ibkr.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Set;

/** Reads the token requests, which are signed with the consumer's RSA signature key. */
final class RsaSignedRequests {
  static final String METHOD = "RSA-SHA256";

  private final OAuth1Checks checks;
  private final BaseStrings baseStrings;

  RsaSignedRequests(OAuth1Checks checks, BaseStrings baseStrings) {
    this.checks = checks;
    this.baseStrings = baseStrings;
  }

  /**
   * Reads the header of a token request.
   *
   * @param required the parameters the endpoint needs besides those every request has
   */
  OAuthHeader header(Call call, Set<String> required, Set<String> optional) {
    if (call.header("Authorization").isEmpty()) {
      throw OAuth1Refusals.unauthorized("the Authorization header is missing");
    }
    if (call.body().length > 0 || !call.query().isEmpty()) {
      throw OAuth1Refusals.malformed("token requests have neither body nor query");
    }
    try {
      return OAuthHeader.of(call).with(required, optional);
    } catch (OAuthHeader.Malformed e) {
      throw OAuth1Refusals.malformed(e.reason());
    }
  }

  /** Returns the consumer of a request that is well-formed; its signature is not checked yet. */
  RegisteredConsumer consumer(OAuthHeader header) {
    RegisteredConsumer consumer = checks.consumer(header);
    checks.form(header, METHOD);
    return consumer;
  }

  /**
   * Checks that the consumer has signed a request and that the request is new.
   *
   * @param prepend what stands before the base string
   */
  void verify(Call call, OAuthHeader header, RegisteredConsumer consumer, String prepend) {
    byte[] signature = OAuth1Checks.signature(header);
    for (String baseString : baseStrings.of(call, header.signed())) {
      if (holds(consumer, prepend + baseString, signature)) {
        checks.isNew(consumer, header);
        return;
      }
    }
    throw OAuth1Refusals.unauthorized(
        "oauth_signature does not fit the base string and the registered signature key");
  }

  private static boolean holds(RegisteredConsumer consumer, String text, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(consumer.keys().get().signaturePublic());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(bytes);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA256withRSA", e);
    }
  }
}
