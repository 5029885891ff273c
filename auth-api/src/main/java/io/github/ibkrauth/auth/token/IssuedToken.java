package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token as a source gave it. Immutable if the value is.
 *
 * @param value the token
 * @param issuedAt when it was issued, by the local clock
 * @param expiresAt when it ends, by the local clock; {@code null} when nobody knows
 * @param <T> the type of the token
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public record IssuedToken<T>(T value, Instant issuedAt, @Nullable Instant expiresAt) {

  /** Checks that value and time of issue are there. */
  public IssuedToken {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(issuedAt, "issuedAt");
  }

  /** Returns a token that ends after a known time; one too long to count ends never. */
  public static <T> IssuedToken<T> lasting(T value, Instant issuedAt, Duration life) {
    Instant end;
    try {
      end = issuedAt.plus(life);
    } catch (DateTimeException | ArithmeticException e) {
      end = life.isNegative() ? Instant.MIN : Instant.MAX;
    }
    return new IssuedToken<>(value, issuedAt, end);
  }

  /** Returns a token whose end nobody knows; it is used until it is refused. */
  public static <T> IssuedToken<T> openEnded(T value, Instant issuedAt) {
    return new IssuedToken<>(value, issuedAt, null);
  }

  /** Returns the times, never the value. */
  @Override
  public String toString() {
    return "IssuedToken(****, issued "
        + issuedAt
        + ", expires "
        + (expiresAt == null ? "unknown" : expiresAt)
        + ")";
  }
}
