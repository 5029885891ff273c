package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a user's connection stands. Immutable, and without secrets.
 *
 * @param userId whose it is
 * @param strategyId how it logs in
 * @param connectedAt when it was stored
 * @param manual whether the user typed in the credentials, instead of agreeing at the server
 * @param state what this process knows of it
 * @param lastUsed when this process last used it, if it did
 * @param problem why the user is needed, in the state {@link State#USER_NEEDED}
 */
@ApiLevel(ApiLevel.Kind.API)
public record ConnectionStatus(
    String userId,
    String strategyId,
    Instant connectedAt,
    boolean manual,
    State state,
    Optional<Instant> lastUsed,
    Optional<AuthErrorCode> problem) {

  /** Checks that everything is there. */
  public ConnectionStatus {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(strategyId, "strategyId");
    Objects.requireNonNull(connectedAt, "connectedAt");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(lastUsed, "lastUsed");
    Objects.requireNonNull(problem, "problem");
  }

  /** What this process knows of a connection. More may be added. */
  public enum State {
    /** Stored; no client is open. */
    CLOSED,
    /** A client is open, and nobody uses it now. */
    OPEN,
    /** A client is open and in use. */
    IN_USE,
    /** The last call failed in a way that only the user can mend. */
    USER_NEEDED
  }
}
