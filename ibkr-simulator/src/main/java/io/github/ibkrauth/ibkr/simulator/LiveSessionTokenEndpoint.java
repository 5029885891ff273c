package io.github.ibkrauth.ibkr.simulator;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** Agrees on a live session token with a consumer that a user has given access. */
final class LiveSessionTokenEndpoint implements Endpoint {
  static final String PATH = "/v1/api/oauth/live_session_token";

  private static final String CHALLENGE = "diffie_hellman_challenge";

  /** One zero in front is tolerated: some samples write an even number of digits. */
  private static final Pattern HEX = Pattern.compile("0?[1-9a-f][0-9a-f]{0,1023}");

  private final SecureRandom random = new SecureRandom();
  private final RsaSignedRequests requests;
  private final OAuth1Registry registry;
  private final boolean tellComputationTime;

  LiveSessionTokenEndpoint(
      RsaSignedRequests requests, OAuth1Registry registry, boolean tellComputationTime) {
    this.requests = requests;
    this.registry = registry;
    this.tellComputationTime = tellComputationTime;
  }

  @Override
  public Answer answer(Call call) {
    OAuthHeader header = requests.header(call, Set.of("oauth_token", CHALLENGE), Set.of());
    RegisteredConsumer consumer = requests.consumer(header);
    ConsumerGrant grant =
        registry
            .grantOf(consumer, header.get("oauth_token"))
            .orElseThrow(
                () ->
                    OAuth1Refusals.noAccessSecret(
                        consumer, "the access token is not registered for the consumer"));
    requests.verify(call, header, consumer, HexFormat.of().formatHex(grant.secret));
    BigInteger challenge = challenge(header, consumer.group());
    BigInteger mine = new BigInteger(256, random).setBit(255);
    byte[] token = LiveSessionTokens.token(consumer.group().shared(challenge, mine), grant.secret);
    LiveSession live = registry.goLive(grant, token);
    return Answer.json(
            new JsonObject()
                .put("diffie_hellman_response", consumer.group().publicValue(mine).toString(16))
                .put("live_session_token_signature", LiveSessionTokens.proof(token, consumer.key()))
                .put(
                    "live_session_token_expiration",
                    (tellComputationTime ? live.computedAt() : live.expiresAt()).toEpochMilli()))
        .withHeader("Cache-Control", "no-store");
  }

  private static BigInteger challenge(OAuthHeader header, DhGroup group) {
    String hex = header.get(CHALLENGE);
    if (!HEX.matcher(hex).matches()) {
      throw OAuth1Refusals.malformed(CHALLENGE + " is not a number in lower-case hex");
    }
    BigInteger challenge = new BigInteger(hex, 16);
    if (!group.holds(challenge)) {
      throw OAuth1Refusals.malformed(CHALLENGE + " is not between 1 and p - 1");
    }
    return challenge;
  }
}
