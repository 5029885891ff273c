package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How one check went.
 *
 * @param name what was checked
 * @param verdict how it went
 * @param detail what was found
 * @param remedy what to do, or the empty text
 */
record DoctorStep(String name, Verdict verdict, String detail, String remedy) {

  /** How a check went. */
  enum Verdict {
    PASS,
    WARN,
    FAIL,
    SKIP
  }

  static DoctorStep pass(String name, String detail) {
    return new DoctorStep(name, Verdict.PASS, detail, "");
  }

  static DoctorStep warn(String name, String detail, String remedy) {
    return new DoctorStep(name, Verdict.WARN, detail, remedy);
  }

  static DoctorStep fail(String name, String detail, String remedy) {
    return new DoctorStep(name, Verdict.FAIL, detail, remedy);
  }

  static DoctorStep skip(String name, String why) {
    return new DoctorStep(name, Verdict.SKIP, why, "");
  }

  /** Returns the failure that was thrown, as a step. */
  static DoctorStep of(String name, RuntimeException thrown) {
    Failure failure = FailureReader.read(thrown);
    return fail(name, failure.message(), failure.remedy().orElse(""));
  }

  /**
   * Returns a step that a strategy's own check made.
   *
   * @param verdict one that is called like one of {@link Verdict}
   */
  static DoctorStep of(String name, Enum<?> verdict, String detail, String remedy) {
    return new DoctorStep(name, Verdict.valueOf(verdict.name()), detail, remedy);
  }

  ObjectNode json() {
    ObjectNode node = Json.object();
    node.put("step", name);
    node.put("verdict", verdict.name());
    node.put("detail", detail);
    node.put("remedy", remedy);
    return node;
  }
}
