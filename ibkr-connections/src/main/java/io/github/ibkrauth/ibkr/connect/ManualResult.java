package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import java.util.List;

/**
 * What became of credentials that a user typed in. Immutable, and without secrets.
 *
 * @param stored whether they work and were stored
 * @param findings how each check went, in order; show those that failed to the user
 * @param notes names that had no effect, one sentence each
 */
@ApiLevel(ApiLevel.Kind.API)
public record ManualResult(boolean stored, List<CheckResult> findings, List<String> notes) {

  /** Copies the lists. */
  public ManualResult {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** Returns the checks that failed. */
  public List<CheckResult> failures() {
    return findings.stream()
        .filter(finding -> finding.verdict() == CheckResult.Verdict.FAIL)
        .toList();
  }
}
