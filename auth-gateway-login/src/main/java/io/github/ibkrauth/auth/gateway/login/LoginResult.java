package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.ApiLevel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a login. Holds no secret. Immutable.
 *
 * @param outcome how it ended
 * @param sentence what happened, and what to do where the session cannot be used
 * @param page the file with the page as it was, if it was kept; every value is blanked
 * @param picture the file with a picture of the page in PNG, if it was kept; fields are empty
 */
@ApiLevel(ApiLevel.Kind.API)
public record LoginResult(
    LoginOutcome outcome, String sentence, Optional<Path> page, Optional<Path> picture) {

  /** Checks that everything is there. */
  public LoginResult {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(sentence, "sentence");
    Objects.requireNonNull(page, "page");
    Objects.requireNonNull(picture, "picture");
  }

  static LoginResult of(LoginOutcome outcome, String sentence) {
    return new LoginResult(outcome, sentence, Optional.empty(), Optional.empty());
  }

  /** Returns whether the session can be used. */
  public boolean ready() {
    return outcome.ready();
  }
}
