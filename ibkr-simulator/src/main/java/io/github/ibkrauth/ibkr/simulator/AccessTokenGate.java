package io.github.ibkrauth.ibkr.simulator;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Lets a call through to account management when its bearer is a live access token with the scope
 * that is needed.
 */
final class AccessTokenGate {
  private final Broker broker;

  AccessTokenGate(Broker broker) {
    this.broker = broker;
  }

  Endpoint requiring(String scope, Function<Call, Answer> endpoint) {
    return granted(scope, (call, grant) -> endpoint.apply(call));
  }

  /** An endpoint to which it matters in whose name the client acts. */
  Endpoint granted(String scope, BiFunction<Call, AccessGrant, Answer> endpoint) {
    return call -> {
      AccessGrant grant =
          call.bearer()
              .flatMap(broker::grantOf)
              .orElseThrow(() -> SessionGate.unauthorized("The access token request is invalid"));
      if (!broker.isLive(grant)) {
        throw SessionGate.unauthorized("Access token expired");
      }
      if (!grant.scopes().contains(scope)) {
        throw new Refusal(
            Answer.problem(403, "Forbidden", "The access token fails to have sufficient scope"));
      }
      return endpoint.apply(call, grant);
    };
  }
}
