package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import java.util.Objects;

/** No whole answer came: the network, the name of the host, or time. */
@ApiLevel(ApiLevel.Kind.API)
public final class NoAnswerException extends IbkrException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception. */
  public NoAnswerException(Failure failure, Reason reason) {
    super(failure);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of(reason.name());
  }

  /** Returns why no answer came. */
  public Reason reason() {
    return reason;
  }

  /** Why no answer came. */
  public enum Reason {
    /** The name of the host does not resolve. */
    UNKNOWN_HOST,
    /** Nobody listens there, or the way there is blocked; nothing was sent. */
    NOT_CONNECTED,
    /** No answer within the time allowed. */
    TIMEOUT,
    /** The connection broke, perhaps in the middle of the answer. */
    CONNECTION_LOST,
    /** The calling thread was interrupted. */
    INTERRUPTED
  }
}
