package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.Objects;

/**
 * How one step of a check went, for a command such as {@code doctor}. Holds no secret. Immutable.
 *
 * @param step the step's name
 * @param verdict how it went
 * @param detail what was found, in a sentence or two
 * @param remedy what to do, or the empty text when there is nothing to do
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public record CheckResult(String step, Verdict verdict, String detail, String remedy) {

  /** Checks that all is there. */
  public CheckResult {
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** Returns a step that works. */
  public static CheckResult pass(String step, String detail) {
    return new CheckResult(step, Verdict.PASS, detail, "");
  }

  /** Returns a step that works and has something to mend. */
  public static CheckResult warn(String step, String detail, String remedy) {
    return new CheckResult(step, Verdict.WARN, detail, remedy);
  }

  /** Returns a step that does not work. */
  public static CheckResult fail(String step, String detail, String remedy) {
    return new CheckResult(step, Verdict.FAIL, detail, remedy);
  }

  /** Returns a step that was not tried. */
  public static CheckResult skip(String step, String why) {
    return new CheckResult(step, Verdict.SKIP, why, "");
  }

  /** How a step went. */
  public enum Verdict {
    /** It works. */
    PASS,
    /** It works, and something should be mended. */
    WARN,
    /** It does not work. */
    FAIL,
    /** It was not tried. */
    SKIP
  }
}
