package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the command line makes and shows the result of a check. */
final class DoctorStep {

  private static final Pattern CODE_AT_END = Pattern.compile(" \\[([A-Z][A-Z0-9_]+)]$");

  private DoctorStep() {}

  /** Returns the failure that was thrown, as a result. */
  static CheckResult of(String step, RuntimeException thrown) {
    Failure failure = FailureReader.read(thrown);
    return CheckResult.fail(
        step, failure.message() + " [" + failure.code() + "]", failure.remedy().orElse(""));
  }

  /** Returns the code of a step that did not pass: that of the failure it met, or its own. */
  static Optional<String> code(CheckResult result) {
    if (result.verdict() != Verdict.FAIL && result.verdict() != Verdict.WARN) {
      return Optional.empty();
    }
    Matcher end = CODE_AT_END.matcher(result.detail());
    return Optional.of(end.find() ? end.group(1) : ofStep(result.step()));
  }

  /** Returns the code of a step that did not pass and met no failure that has one. */
  static String ofStep(String step) {
    return "CHECK_" + step.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }

  /** Returns what was found, without a code. */
  static String detail(CheckResult result) {
    return CODE_AT_END.matcher(result.detail()).replaceFirst("");
  }

  static ObjectNode json(CheckResult result) {
    ObjectNode node = Json.object();
    node.put("step", result.step());
    node.put("verdict", result.verdict().name());
    node.put("code", code(result).orElse(null));
    node.put("detail", detail(result));
    node.put("remedy", result.remedy());
    return node;
  }
}
