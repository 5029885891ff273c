package io.github.ibkrauth.auth.store;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.Objects;

/**
 * Names a token in a store. Immutable.
 *
 * @param strategyId the strategy
 * @param environment such as {@code live} or {@code paper}
 * @param holder a fingerprint of whose token it is; never a consumer key or a user name
 */
@ApiLevel(ApiLevel.Kind.SPI)
public record StoreKey(String strategyId, String environment, String holder) {

  /** Checks that all parts are there and free of separators. */
  public StoreKey {
    for (String part : new String[] {strategyId, environment, holder}) {
      if (!Objects.requireNonNull(part, "part").matches("[A-Za-z0-9._-]{1,64}")) {
        throw new IllegalArgumentException(
            "a store key's part has 1 to 64 letters, digits, dots, dashes or underscores");
      }
    }
  }

  /** Returns {@code strategy/environment/holder}. */
  @Override
  public String toString() {
    return strategyId + "/" + environment + "/" + holder;
  }
}
