package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.List;

/**
 * The wanted strategy cannot be used. {@link #code()} tells why; the candidates are listed with
 * class, version and jar.
 */
@ApiLevel(ApiLevel.Kind.API)
public class StrategySelectionException extends AuthException {

  private static final long serialVersionUID = 1L;

  private final List<String> candidates;

  /**
   * Creates the exception.
   *
   * @param details code and sentence
   * @param candidates what was found on the class path, one line each
   */
  public StrategySelectionException(Details details, List<String> candidates) {
    super(details, false);
    this.candidates = List.copyOf(candidates);
  }

  /** Returns what was found, one line a provider: id, class, version, jar, status. */
  public List<String> candidates() {
    return candidates;
  }
}
