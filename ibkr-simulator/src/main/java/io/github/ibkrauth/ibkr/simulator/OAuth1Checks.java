package io.github.ibkrauth.ibkr.simulator;

import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;

/** The checks that all OAuth 1.0a requests have to pass, whatever they are signed with. */
final class OAuth1Checks {
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{9}");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9]{8,64}");

  private final OAuth1Registry registry;
  private final NonceBook nonces;
  private final InstantSource time;

  OAuth1Checks(OAuth1Registry registry, NonceBook nonces, InstantSource time) {
    this.registry = registry;
    this.nonces = nonces;
    this.time = time;
  }

  /** Returns the consumer a request names, when it is active and the realm is its own. */
  RegisteredConsumer consumer(OAuthHeader header) {
    RegisteredConsumer consumer =
        registry
            .consumer(header.get("oauth_consumer_key"))
            .orElseThrow(() -> OAuth1Refusals.invalidConsumer("unknown consumer key"));
    if (!registry.isActive(consumer)) {
      throw OAuth1Refusals.invalidConsumer("the consumer key is not active yet");
    }
    if (!header.get("realm").equals(consumer.realm())) {
      throw OAuth1Refusals.invalidConsumer("the realm is not " + consumer.realm());
    }
    return consumer;
  }

  /** Checks everything about a request that can be checked before its signature. */
  void form(OAuthHeader header, String signatureMethod) {
    if (!header.get("oauth_signature_method").equals(signatureMethod)) {
      throw OAuth1Refusals.unauthorized("oauth_signature_method is not " + signatureMethod);
    }
    if (!SECONDS.matcher(header.get("oauth_timestamp")).matches()) {
      throw OAuth1Refusals.unauthorized("oauth_timestamp is not a number of seconds in 10 digits");
    }
    NonceBook.offTime(timestamp(header), time.instant())
        .ifPresent(
            reason -> {
              throw OAuth1Refusals.unauthorized(reason);
            });
    if (!NONCE.matcher(header.get("oauth_nonce")).matches()) {
      throw OAuth1Refusals.unauthorized("oauth_nonce is not 8 to 64 letters and digits");
    }
  }

  /** Notes a request whose signature holds, and refuses it when it is not new. */
  void isNew(RegisteredConsumer consumer, OAuthHeader header) {
    nonces
        .note(consumer.key(), timestamp(header), header.get("oauth_nonce"), time.instant())
        .ifPresent(
            reason -> {
              throw OAuth1Refusals.unauthorized(reason);
            });
  }

  /** Returns the signature; its base64 must be the one way to write these bytes. */
  static byte[] signature(OAuthHeader header) {
    String text = header.get("oauth_signature");
    try {
      byte[] signature = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(signature).equals(text)) {
        return signature;
      }
    } catch (IllegalArgumentException e) {
      throw OAuth1Refusals.unauthorized("oauth_signature is not base64");
    }
    throw OAuth1Refusals.unauthorized("oauth_signature is not base64 with padding");
  }

  private static long timestamp(OAuthHeader header) {
    return Long.parseLong(header.get("oauth_timestamp"));
  }
}
