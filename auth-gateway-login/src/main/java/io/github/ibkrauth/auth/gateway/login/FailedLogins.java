package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How many logins of a user failed since the last good one. A login whose end nobody saw counts,
 * since the broker may have counted it. Immutable.
 *
 * @param count how many
 * @param last when the last of them was made
 */
@ApiLevel(ApiLevel.Kind.API)
public record FailedLogins(int count, Optional<Instant> last) {

  /** As many as this, and no further login is tried until the counter is reset. */
  public static final int LIMIT = 3;

  static final FailedLogins NONE = new FailedLogins(0, Optional.empty());

  /** Checks the values. */
  public FailedLogins {
    Objects.requireNonNull(last, "last");
    if (count < 0) {
      throw new IllegalArgumentException("a number of failures cannot be negative: " + count);
    }
  }

  /** Returns whether no further login is tried. */
  public boolean heldBack() {
    return count >= LIMIT;
  }
}
