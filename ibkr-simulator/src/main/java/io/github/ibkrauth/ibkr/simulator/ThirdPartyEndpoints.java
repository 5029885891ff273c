package io.github.ibkrauth.ibkr.simulator;

import java.util.Set;

/** The token requests of third-party consumers: a request token, then an access token for it. */
final class ThirdPartyEndpoints {
  static final String REQUEST_TOKEN_PATH = "/v1/api/oauth/request_token";
  static final String ACCESS_TOKEN_PATH = "/v1/api/oauth/access_token";

  private static final String CALLBACK = "oauth_callback";

  private final RsaSignedRequests requests;
  private final OAuth1Registry registry;

  ThirdPartyEndpoints(RsaSignedRequests requests, OAuth1Registry registry) {
    this.requests = requests;
    this.registry = registry;
  }

  void addTo(RouteTable routes) {
    routes.post(REQUEST_TOKEN_PATH, this::requestToken).post(ACCESS_TOKEN_PATH, this::accessToken);
  }

  private Answer requestToken(Call call) {
    OAuthHeader header = requests.header(call, Set.of(CALLBACK), Set.of());
    RegisteredConsumer consumer = thirdParty(header);
    requests.verify(call, header, consumer, "");
    checkCallback(header.get(CALLBACK));
    return Answer.json(new JsonObject().put("oauth_token", registry.requestToken(consumer).token))
        .withHeader("Cache-Control", "no-store");
  }

  private Answer accessToken(Call call) {
    OAuthHeader header =
        requests.header(call, Set.of("oauth_token", "oauth_verifier"), Set.of(CALLBACK));
    RegisteredConsumer consumer = thirdParty(header);
    requests.verify(call, header, consumer, "");
    ConsumerGrant grant =
        registry
            .redeem(consumer, header.get("oauth_token"), header.get("oauth_verifier"))
            .orElseThrow(
                () ->
                    OAuth1Refusals.unauthorized(
                        "no user has granted this request token with this verifier,"
                            + " or it was used or is older than 10 minutes"));
    return Answer.json(
            new JsonObject()
                .put("is_paper", grant.user.isPaper())
                .put("oauth_token", grant.accessToken)
                .put("oauth_token_secret", EncryptedSecret.of(grant)))
        .withHeader("Cache-Control", "no-store");
  }

  private RegisteredConsumer thirdParty(OAuthHeader header) {
    RegisteredConsumer consumer = requests.consumer(header);
    if (!consumer.thirdParty()) {
      throw OAuth1Refusals.invalidConsumer(
          "a first-party consumer has its access token from registration");
    }
    return consumer;
  }

  private void checkCallback(String value) {
    boolean registered =
        registry.callback().filter(uri -> uri.toString().equals(value)).isPresent();
    if (!value.equals("oob") && !registered) {
      throw OAuth1Refusals.malformed(CALLBACK + " is neither oob nor the registered URL");
    }
  }
}
