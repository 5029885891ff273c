package io.github.ibkrauth.auth;

import java.util.Set;

/**
 * A way to authenticate, configured and inert: nothing has gone over the network yet. Immutable and
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public interface AuthStrategy {

  /** Returns the id of the provider that made it. */
  String id();

  /** Returns facts about it. */
  Set<Capability> capabilities();

  /**
   * Opens a session: does the handshake, or proves that a stored one still works. Blocks; may be
   * interrupted. Each call gives an independent session.
   *
   * @throws io.github.ibkrauth.auth.error.AuthException when it does not work; the code says which
   *     step and why
   */
  AuthSession open();
}
