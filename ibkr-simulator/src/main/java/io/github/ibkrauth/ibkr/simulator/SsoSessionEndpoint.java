package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a login for a user name from a signed request that names the addresses it will be used
 * from.
 */
final class SsoSessionEndpoint {
  static final String PATH = "/gw/api/v1/sso-sessions";
  static final String SCOPE = "sso-sessions.write";

  /** A day, and a minute for clients that backdate iat. */
  static final Duration LONGEST = Duration.ofHours(24).plusMinutes(1);

  private final RegisteredClient client;
  private final SignedBody body;
  private final Broker broker;

  SsoSessionEndpoint(RegisteredClient client, SignedBody body, Broker broker) {
    this.client = client;
    this.body = body;
    this.broker = broker;
  }

  Answer open(Call call, AccessGrant grant) {
    SignedClaims claims = body.read(call, LONGEST);
    String userName =
        claims
            .text("credential")
            .orElseThrow(() -> invalid("credential", "Missing required parameter"));
    BrokerUser user =
        userFor(grant, userName).orElseThrow(() -> invalid("credential", "Unknown user name"));
    Set<String> addresses = addresses(claims);
    if (!IpAddresses.canonical(call.callerIp()).filter(addresses::contains).isPresent()) {
      throw invalid("ip", "The address is not the caller's");
    }
    OuterSession session = broker.open(user, addresses, grant.given());
    return Answer.json(
            new JsonObject()
                .put("active", true)
                .put("access_token", session.token)
                .put("token_type", "Bearer"))
        .withHeader("Cache-Control", "no-store");
  }

  /** The client's own users, or the one who gave it the access token. */
  private Optional<BrokerUser> userFor(AccessGrant grant, String userName) {
    if (grant.given() != null) {
      return Optional.of(grant.given().user).filter(user -> user.name().equals(userName));
    }
    return broker.user(userName).filter(known -> client.userNames().contains(known.name()));
  }

  private static Set<String> addresses(SignedClaims claims) {
    Set<String> addresses = new LinkedHashSet<>();
    String ip = claims.text("ip").orElseThrow(() -> invalid("ip", "Missing required parameter"));
    addresses.add(literal("ip", ip));
    if (claims.claims().containsKey("alternativeIps")) {
      if (!(claims.claims().get("alternativeIps") instanceof List<?>)) {
        throw invalid("alternativeIps", "Not a list of addresses");
      }
      claims
          .texts("alternativeIps")
          .orElseThrow(() -> invalid("alternativeIps", "Not a list of addresses"))
          .forEach(other -> addresses.add(literal("alternativeIps", other)));
    }
    return addresses;
  }

  private static String literal(String field, String text) {
    return IpAddresses.canonical(text)
        .orElseThrow(() -> invalid(field, "Not an IPv4 or IPv6 address"));
  }

  private static Refusal invalid(String field, String description) {
    return new Refusal(Answer.invalidArgument(field, description));
  }
}
