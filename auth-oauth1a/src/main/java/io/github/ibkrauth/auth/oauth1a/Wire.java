package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import io.github.ibkrauth.auth.googlehttp.support.TokenWire;
import java.net.URI;
import java.util.Map;

/** Sends signed requests of our own, each exactly once. Thread-safe. */
final class Wire implements AutoCloseable {

  private final TokenWire wire;

  private Wire(TokenWire wire) {
    this.wire = wire;
  }

  /** Makes the wire; connects to nothing yet. */
  static Wire open(AuthConfig config, AuthRuntime runtime) {
    return new Wire(TokenWire.open(OAuth1aProvider.ID, config, runtime));
  }

  /** Posts nothing but the header. */
  TokenExchange post(Step step, URI uri, String authorization) {
    return wire.postNothing(step.title(), uri, Map.of("Authorization", authorization));
  }

  /** Gets. */
  TokenExchange get(Step step, URI uri, String authorization) {
    return wire.get(step.title(), uri, Map.of("Authorization", authorization));
  }

  @Override
  public void close() {
    wire.close();
  }
}
