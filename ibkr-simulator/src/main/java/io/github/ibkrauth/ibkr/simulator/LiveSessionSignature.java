package io.github.ibkrauth.ibkr.simulator;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The credential of an OAuth 1.0a call: its signature under a live session token. */
final class LiveSessionSignature implements SessionCredential {
  static final String METHOD = "HMAC-SHA256";

  private final OAuth1Checks checks;
  private final BaseStrings baseStrings;
  private final OAuth1Registry registry;

  LiveSessionSignature(OAuth1Checks checks, BaseStrings baseStrings, OAuth1Registry registry) {
    this.checks = checks;
    this.baseStrings = baseStrings;
    this.registry = registry;
  }

  @Override
  public Optional<OuterSession> session(Call call) {
    if (!OAuthHeader.isIn(call)) {
      return Optional.empty();
    }
    OAuthHeader header = header(call);
    RegisteredConsumer consumer = checks.consumer(header);
    checks.form(header, METHOD);
    ConsumerGrant grant =
        registry
            .grantOf(consumer, header.get("oauth_token"))
            .orElseThrow(
                () ->
                    OAuth1Refusals.unauthorized(
                        "the access token is not registered for the consumer"));
    List<LiveSession> live = registry.live(grant);
    if (live.isEmpty()) {
      throw OAuth1Refusals.unauthorized("the access token has no live session token");
    }
    LiveSession signer = signer(call, header, live);
    checks.isNew(consumer, header);
    return Optional.of(signer.login());
  }

  private static OAuthHeader header(Call call) {
    try {
      return OAuthHeader.of(call).with(Set.of("oauth_token"), Set.of());
    } catch (OAuthHeader.Malformed e) {
      throw OAuth1Refusals.unauthorized(e.reason());
    }
  }

  private LiveSession signer(Call call, OAuthHeader header, List<LiveSession> live) {
    byte[] signature = OAuth1Checks.signature(header);
    for (String baseString : baseStrings.of(call, header.signed())) {
      for (LiveSession candidate : live) {
        byte[] right = LiveSessionTokens.hmacSha256(candidate.token(), baseString);
        if (MessageDigest.isEqual(right, signature)) {
          return candidate;
        }
      }
    }
    throw OAuth1Refusals.unauthorized(
        "oauth_signature does not fit the base string and a live session token");
  }
}
