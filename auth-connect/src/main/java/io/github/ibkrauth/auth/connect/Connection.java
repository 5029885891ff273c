package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A user who is connected. Immutable, and without secrets: the tokens lie sealed in the store.
 *
 * @param userId who is connected
 * @param strategyId the strategy that opens sessions for this user
 * @param connectedAt when the user agreed
 * @param settings what opens this user's session when laid over the application's own settings,
 *     under full names such as {@code ibkr.auth.oauth1a.grant}; read-only
 */
@ApiLevel(ApiLevel.Kind.API)
public record Connection(
    String userId, String strategyId, Instant connectedAt, Map<String, String> settings) {

  /** Checks that everything is there. */
  public Connection {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(strategyId, "strategyId");
    Objects.requireNonNull(connectedAt, "connectedAt");
    settings = Map.copyOf(settings);
  }
}
