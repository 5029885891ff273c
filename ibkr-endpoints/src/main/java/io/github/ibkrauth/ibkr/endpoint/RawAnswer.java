package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.IbkrException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it came, whatever its status. Immutable and thread-safe. {@link #toString()} leaves
 * the body out.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class RawAnswer {

  private final int status;
  private final String contentType;
  private final String body;
  private final @Nullable IbkrException problem;

  private RawAnswer(int status, String contentType, String body, @Nullable IbkrException problem) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.problem = problem;
  }

  static RawAnswer of(Answer answer, @Nullable IbkrException problem) {
    return new RawAnswer(answer.status(), answer.contentType(), answer.text(), problem);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the content type as sent, or the empty text. */
  public String contentType() {
    return contentType;
  }

  /** Returns the body as text, or the empty text. */
  public String body() {
    return body;
  }

  /**
   * Returns what a typed call would have thrown for this answer: for a status that is no success,
   * and for a body that says error under a status that does not.
   */
  public Optional<IbkrException> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public String toString() {
    return "RawAnswer(" + status + ", " + contentType + ", " + body.length() + " characters)";
  }
}
