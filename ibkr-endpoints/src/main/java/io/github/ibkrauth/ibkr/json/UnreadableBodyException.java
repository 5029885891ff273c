package io.github.ibkrauth.ibkr.json;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import java.util.Objects;

/**
 * A body that should be JSON of a certain shape is not. The message says what it is instead, and
 * quotes no more of it than the title of a web page, since a broken body may hold a credential.
 */
public final class UnreadableBodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final AuthErrorCode CODE = AuthErrorCode.of("UNREADABLE_BODY");

  /** What is wrong with the body. */
  public enum Reason {
    /** There is no body, or only white space. */
    EMPTY,
    /** The body is a web page: a proxy, a login page or a maintenance notice. */
    HTML,
    /** The body starts as JSON and then stops: it was cut off on the way. */
    TRUNCATED,
    /** The body is not JSON: plain text, garbage, or more text after the JSON. */
    NOT_JSON,
    /** The body is JSON beyond the reader's limits, such as a nesting of hundreds of levels. */
    TOO_LARGE,
    /** The body is JSON of another shape, such as an object where a list is due. */
    WRONG_SHAPE
  }

  private final Reason reason;

  UnreadableBodyException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** Returns the class of the failure. */
  public AuthErrorCode code() {
    return CODE;
  }

  /** Returns the sentence, and the code at its end. */
  @Override
  public String getMessage() {
    return sentence() + " [" + CODE + "]";
  }

  /** Returns what the body is instead, without the code. */
  public String sentence() {
    return String.valueOf(super.getMessage());
  }

  /** Returns what is wrong with the body. */
  public Reason reason() {
    return reason;
  }
}
