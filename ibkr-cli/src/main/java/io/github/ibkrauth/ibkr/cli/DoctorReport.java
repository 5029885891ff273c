package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * All checks, in order.
 *
 * @param steps how each went
 */
record DoctorReport(List<CheckResult> steps) {

  /** All checks passed. */
  static final int HEALTHY = 0;

  /** It works, and something should be mended. */
  static final int WARNINGS = 1;

  /** It does not work. */
  static final int ILL = 2;

  private static final String INDENT = " ".repeat(27);

  DoctorReport {
    steps = List.copyOf(steps);
  }

  boolean hasFailed() {
    return has(Verdict.FAIL);
  }

  Answer answer() {
    Verdict worst =
        has(Verdict.FAIL) ? Verdict.FAIL : has(Verdict.WARN) ? Verdict.WARN : Verdict.PASS;
    ObjectNode document = Json.object();
    document.put("verdict", worst.name());
    document.put("passed", count(Verdict.PASS));
    document.put("total", steps.size());
    ArrayNode list = document.putArray("steps");
    steps.forEach(step -> list.add(DoctorStep.json(step)));
    int exitCode =
        switch (worst) {
          case FAIL -> ILL;
          case WARN -> WARNINGS;
          default -> HEALTHY;
        };
    return new Answer(document, width -> lines(worst), exitCode);
  }

  private List<String> lines(Verdict worst) {
    List<String> lines = new ArrayList<>();
    for (CheckResult step : steps) {
      String found =
          DoctorStep.detail(step) + DoctorStep.code(step).map(code -> " [" + code + "]").orElse("");
      String detail = found.lines().reduce((a, b) -> a + "\n" + INDENT + b).orElse("");
      lines.add(String.format("%-4s  %-19s  %s", step.verdict(), step.step(), detail));
      if (!step.remedy().isEmpty()) {
        lines.add(INDENT + "-> " + step.remedy());
      }
    }
    lines.add("");
    lines.add(
        switch (worst) {
          case FAIL -> "It does not work yet.";
          case WARN -> "It works, with warnings.";
          default -> "All is well.";
        });
    lines.add(overall());
    steps.stream()
        .flatMap(step -> DoctorStep.code(step).stream())
        .findFirst()
        .ifPresent(code -> lines.add("ibkr explain " + code + " says more; so for every [CODE]."));
    return lines;
  }

  /** Returns how many passed of how many there are, and what became of the others. */
  private String overall() {
    return "Overall: "
        + count(Verdict.PASS)
        + "/"
        + steps.size()
        + also(Verdict.WARN, " with warnings")
        + also(Verdict.FAIL, " failed")
        + also(Verdict.SKIP, " skipped");
  }

  private String also(Verdict verdict, String word) {
    return has(verdict) ? ", " + count(verdict) + word : "";
  }

  private long count(Verdict verdict) {
    return steps.stream().filter(step -> step.verdict() == verdict).count();
  }

  private boolean has(Verdict verdict) {
    return steps.stream().anyMatch(step -> step.verdict() == verdict);
  }
}
