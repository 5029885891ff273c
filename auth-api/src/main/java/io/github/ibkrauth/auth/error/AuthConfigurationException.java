package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.List;

/**
 * Settings are missing, malformed or unknown. Lists all problems at once; they name keys and where
 * values came from, never values.
 */
@ApiLevel(ApiLevel.Kind.API)
public class AuthConfigurationException extends AuthException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * Creates the exception.
   *
   * @param problems one sentence each
   */
  public AuthConfigurationException(List<String> problems) {
    super(Details.of(AuthErrorCode.CONFIGURATION, message(problems)), false);
    this.problems = List.copyOf(problems);
  }

  /** Creates the exception for one problem with a cause. */
  public AuthConfigurationException(String problem, Throwable cause) {
    super(
        Details.of(AuthErrorCode.CONFIGURATION, message(List.of(problem))).withCause(cause), false);
    this.problems = List.of(problem);
  }

  /** Returns every problem found, one sentence each. */
  public List<String> problems() {
    return problems;
  }

  private static String message(List<String> problems) {
    if (problems.size() == 1) {
      return problems.get(0);
    }
    StringBuilder text = new StringBuilder(problems.size() + " configuration problems:");
    for (int i = 0; i < problems.size(); i++) {
      text.append(System.lineSeparator())
          .append("  ")
          .append(i + 1)
          .append(") ")
          .append(problems.get(i));
    }
    return text.toString();
  }
}
