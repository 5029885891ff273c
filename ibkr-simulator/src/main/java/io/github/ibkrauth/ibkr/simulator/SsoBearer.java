package io.github.ibkrauth.ibkr.simulator;

import java.util.Optional;

/**
 * The bearer of an OAuth 2.0 login: its SSO token, used from an address it was issued for, or an
 * access token that a user gave.
 */
final class SsoBearer implements SessionCredential {
  private final Broker broker;

  SsoBearer(Broker broker) {
    this.broker = broker;
  }

  @Override
  public Optional<OuterSession> session(Call call) {
    Optional<String> bearer = call.bearer();
    if (bearer.isEmpty()) {
      return Optional.empty();
    }
    AccessGrant grant = broker.grantOf(bearer.get()).orElse(null);
    if (grant != null && grant.given() != null) {
      if (!broker.isLive(grant)) {
        throw SessionGate.unauthorized("Access token expired");
      }
      return Optional.of(broker.givenLogin(grant).orElseThrow(SsoBearer::unknown));
    }
    OuterSession session = broker.sessionOf(bearer.get()).orElseThrow(SsoBearer::unknown);
    if (!IpAddresses.canonical(call.callerIp()).filter(session.addresses::contains).isPresent()) {
      throw new Refusal(
          unknown()
              .answer()
              .because("the SSO token was issued for another address than the caller's"));
    }
    return Optional.of(session);
  }

  private static Refusal unknown() {
    return SessionGate.unauthorized("The access token request is invalid");
  }
}
