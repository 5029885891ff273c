package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authentication did not work. One root for everything this library throws while it configures,
 * authenticates or keeps a session; {@link #retryable()} tells whether the same call may succeed
 * later without a change by the user.
 *
 * <p>Messages say what happened, on which key or endpoint, and what to do. They end with the code
 * in brackets, under which {@code docs/errors} has a page, and never hold a secret.
 */
@ApiLevel(ApiLevel.Kind.API)
public abstract class AuthException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final AuthErrorCode code;
  private final boolean retryable;
  private final @Nullable Duration retryAfter;
  private final @Nullable String strategyId;

  /**
   * Creates the exception.
   *
   * @param details what every failure has
   * @param retryable whether waiting may help
   */
  protected AuthException(Details details, boolean retryable) {
    super(coded(details), details.cause());
    this.code = details.code();
    this.retryable = retryable;
    this.retryAfter = details.retryAfter();
    this.strategyId = details.strategyId();
  }

  /** Returns the class of the failure. */
  public AuthErrorCode code() {
    return code;
  }

  /** Returns the message with the code at its end, in the place of that of a wrapped exception. */
  private static String coded(Details details) {
    String sentence = details.message().replaceFirst(" \\[[A-Z][A-Z0-9_]+]$", "");
    return sentence + " [" + details.code() + "]";
  }

  /** Returns whether the same call may succeed later without a change by the user. */
  public boolean retryable() {
    return retryable;
  }

  /** Returns how long the server asked to wait, if it did. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Returns the id of the strategy that failed, where one was chosen already. */
  public Optional<String> strategyId() {
    return Optional.ofNullable(strategyId);
  }

  /**
   * What every failure has; a value with {@code with…} methods. Immutable.
   *
   * @param code the class of the failure
   * @param message one sentence: what happened, where, and what to do; no secret
   * @param strategyId the strategy concerned, if known
   * @param cause what was thrown below, if anything
   * @param retryAfter how long the server asked to wait, if it did
   */
  public record Details(
      AuthErrorCode code,
      String message,
      @Nullable String strategyId,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter) {

    /** Checks that code and message are there. */
    public Details {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }

    /** Returns details with a code and a message only. */
    public static Details of(AuthErrorCode code, String message) {
      return new Details(code, message, null, null, null);
    }

    /** Returns the same for that strategy. */
    public Details withStrategy(@Nullable String id) {
      return new Details(code, message, id, cause, retryAfter);
    }

    /** Returns the same with a cause. */
    public Details withCause(@Nullable Throwable newCause) {
      return new Details(code, message, strategyId, newCause, retryAfter);
    }

    /** Returns the same with the server's wish to wait. */
    public Details withRetryAfter(@Nullable Duration wait) {
      return new Details(code, message, strategyId, cause, wait);
    }
  }
}
