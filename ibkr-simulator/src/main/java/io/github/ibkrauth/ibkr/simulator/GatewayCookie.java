package io.github.ibkrauth.ibkr.simulator;

import java.util.Optional;

/** The credential of calls that come from a gateway: the cookie its jar holds since the login. */
final class GatewayCookie implements SessionCredential {
  static final String NAME = "XYZAB";

  private final Broker broker;

  GatewayCookie(Broker broker) {
    this.broker = broker;
  }

  @Override
  public Optional<OuterSession> session(Call call) {
    return of(call)
        .map(
            cookie ->
                broker
                    .gatewayLogin(cookie)
                    .orElseThrow(() -> SessionGate.unauthorized("The login is unknown")));
  }

  /** Returns the value of the cookie, when the call has one. */
  static Optional<String> of(Call call) {
    String all = call.header("Cookie").orElse("");
    for (String pair : all.split(";")) {
      String cookie = pair.trim();
      if (cookie.startsWith(NAME + "=") && cookie.length() > NAME.length() + 1) {
        return Optional.of(cookie.substring(NAME.length() + 1));
      }
    }
    return Optional.empty();
  }
}
