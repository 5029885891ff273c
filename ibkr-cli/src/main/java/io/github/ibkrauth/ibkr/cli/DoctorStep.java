package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;

/** How the command line makes and shows the result of a check. */
final class DoctorStep {

  private DoctorStep() {}

  /** Returns the failure that was thrown, as a result. */
  static CheckResult of(String step, RuntimeException thrown) {
    Failure failure = FailureReader.read(thrown);
    return CheckResult.fail(step, failure.message(), failure.remedy().orElse(""));
  }

  static ObjectNode json(CheckResult result) {
    ObjectNode node = Json.object();
    node.put("step", result.step());
    node.put("verdict", result.verdict().name());
    node.put("detail", result.detail());
    node.put("remedy", result.remedy());
    return node;
  }
}
