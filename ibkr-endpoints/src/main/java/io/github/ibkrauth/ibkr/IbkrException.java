package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.ibkr.endpoint.Endpoint;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call to the broker did not give what was asked for. The message is a sentence that names the
 * endpoint, says what happened, quotes the broker's own words (shortened, with anything that looks
 * like a credential masked), and says what to do. It ends with the code in brackets, under which
 * {@code docs/errors} has a page.
 *
 * <p>Failures to authenticate are {@link io.github.ibkrauth.auth.error.AuthException}s instead.
 */
@ApiLevel(ApiLevel.Kind.API)
public abstract class IbkrException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Endpoint endpoint;
  private final int status;
  private final @Nullable String brokerText;
  private final boolean retryable;
  private final boolean outcomeUnknown;
  private final @Nullable Duration retryAfter;

  /**
   * Creates the exception.
   *
   * @param failure what every failure has
   */
  protected IbkrException(Failure failure) {
    super(failure.message(), failure.cause());
    this.endpoint = failure.endpoint();
    this.status = failure.status();
    this.brokerText = failure.brokerText();
    this.retryable = failure.retryable();
    this.outcomeUnknown = failure.outcomeUnknown();
    this.retryAfter = failure.retryAfter();
  }

  /** Returns the class of the failure, for programs to switch on. */
  public abstract AuthErrorCode code();

  /** Returns the sentence, and the code at its end. */
  @Override
  public String getMessage() {
    return super.getMessage() + " [" + code() + "]";
  }

  /** Returns the endpoint that was called. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Returns the HTTP status, or empty when no answer came. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Returns the broker's own words, shortened and masked, if it sent any. */
  public Optional<String> brokerText() {
    return Optional.ofNullable(brokerText);
  }

  /**
   * Returns whether the same call may succeed later without a change by the user. It says nothing
   * about whether it is safe to send it again: see {@link #outcomeUnknown()}.
   */
  public boolean retryable() {
    return retryable;
  }

  /**
   * Returns whether the call changes something at the broker and may have done so although it
   * failed. Such a call must not be sent again before somebody has looked.
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }

  /** Returns how long to wait before the next attempt, if that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * What every failure has. Immutable.
   *
   * @param endpoint the endpoint that was called
   * @param status the HTTP status, or 0 when no answer came
   * @param message what happened and what to do; no secret
   * @param brokerText the broker's words, already shortened and masked
   * @param retryable whether waiting may help
   * @param outcomeUnknown whether the call may have changed something
   * @param retryAfter how long the broker asked to wait
   * @param cause what was thrown below
   */
  public record Failure(
      Endpoint endpoint,
      int status,
      String message,
      @Nullable String brokerText,
      boolean retryable,
      boolean outcomeUnknown,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {

    /** Checks that endpoint and message are there. */
    public Failure {
      Objects.requireNonNull(endpoint, "endpoint");
      Objects.requireNonNull(message, "message");
    }

    /** Returns a failure that has an endpoint and a message only. */
    public static Failure of(Endpoint endpoint, String message) {
      return new Failure(endpoint, 0, message, null, false, false, null, null);
    }

    /** Returns the same with the answer's status and words. */
    public Failure withAnswer(int code, @Nullable String words) {
      return new Failure(
          endpoint, code, message, words, retryable, outcomeUnknown, retryAfter, cause);
    }

    /** Returns the same, said to be worth another try. */
    public Failure thatMayPass() {
      return new Failure(
          endpoint, status, message, brokerText, true, outcomeUnknown, retryAfter, cause);
    }

    /** Returns the same with or without the doubt whether it took effect. */
    public Failure withOutcomeUnknown(boolean unknown) {
      return new Failure(
          endpoint, status, message, brokerText, retryable, unknown, retryAfter, cause);
    }

    /** Returns the same with the broker's wish to wait. */
    public Failure withRetryAfter(@Nullable Duration wait) {
      return new Failure(
          endpoint, status, message, brokerText, retryable, outcomeUnknown, wait, cause);
    }

    /** Returns the same with a cause. */
    public Failure withCause(@Nullable Throwable thrown) {
      return new Failure(
          endpoint, status, message, brokerText, retryable, outcomeUnknown, retryAfter, thrown);
    }
  }
}
