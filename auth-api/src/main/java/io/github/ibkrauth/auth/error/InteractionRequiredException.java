package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.URI;

/** A human must log in before anything works. Retryable after that. */
@ApiLevel(ApiLevel.Kind.API)
public class InteractionRequiredException extends AuthException {

  private static final long serialVersionUID = 1L;

  private final URI uri;
  private final String hint;

  /**
   * Creates the exception.
   *
   * @param details code and sentence
   * @param uri where to log in
   * @param hint what to do there
   */
  public InteractionRequiredException(Details details, URI uri, String hint) {
    super(details, true);
    this.uri = uri;
    this.hint = hint;
  }

  /** Returns where to log in. */
  public URI uri() {
    return uri;
  }

  /** Returns what to do there. */
  public String hint() {
    return hint;
  }
}
