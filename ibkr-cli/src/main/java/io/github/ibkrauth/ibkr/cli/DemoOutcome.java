package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the demonstration of one strategy gave.
 *
 * @param strategyId the strategy
 * @param reason why it was skipped, or the empty text
 * @param steps what was done
 */
record DemoOutcome(String strategyId, String reason, List<DemoStep> steps) {

  static DemoOutcome skipped(String strategyId, String reason) {
    return new DemoOutcome(strategyId, reason, List.of());
  }

  static DemoOutcome ran(String strategyId, List<DemoStep> steps) {
    return new DemoOutcome(strategyId, "", steps);
  }

  boolean wasSkipped() {
    return steps.isEmpty();
  }

  boolean passed() {
    return !wasSkipped() && steps.stream().allMatch(DemoStep::passed);
  }

  ObjectNode json() {
    ObjectNode node = Json.object();
    node.put("id", strategyId);
    node.put("status", wasSkipped() ? "SKIPPED" : passed() ? "PASSED" : "FAILED");
    if (wasSkipped()) {
      node.put("reason", reason);
      return node;
    }
    ArrayNode list = node.putArray("steps");
    steps.forEach(step -> list.add(step.json()));
    steps.forEach(step -> step.content().ifPresent(content -> node.set(step.name(), content)));
    return node;
  }
}
