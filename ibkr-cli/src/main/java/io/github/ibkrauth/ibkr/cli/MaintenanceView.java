package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.gateway.GatewayCondition;
import io.github.ibkrauth.auth.gateway.MaintenanceResult;
import io.github.ibkrauth.auth.gateway.MaintenanceStep;
import io.github.ibkrauth.auth.gateway.TickleView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows one round of maintenance.
 *
 * @param result what was found and done
 */
record MaintenanceView(MaintenanceResult result) {

  /** Returns the round as an answer. */
  Answer answer(String address) {
    List<String> lines = new ArrayList<>();
    int exitCode = exitCode();
    lines.add(
        "Action at "
            + address
            + ": "
            + result.action().label()
            + (exitCode == ExitCode.OK ? " - " + result.sentence() : ""));
    lines.add("  before: " + flags(result.before()));
    result.after().ifPresent(after -> lines.add("  after:  " + flags(after)));
    Answer answer = Answer.of(document(), lines);
    return exitCode == ExitCode.OK
        ? answer
        : answer.failed(Failure.of(exitCode, result.outcome().name(), result.sentence()));
  }

  /** Returns the round as a line for people. */
  String line() {
    return time(result.steps().isEmpty() ? Instant.now() : last().time())
        + "  "
        + result.action().label()
        + ", "
        + words(result.outcome())
        + ": "
        + result.sentence();
  }

  /** Returns the round as a line for programs. */
  String jsonLine() {
    ObjectNode node = Json.object();
    node.put("time", time(result.steps().isEmpty() ? Instant.now() : last().time()));
    document().properties().forEach(member -> node.set(member.getKey(), member.getValue()));
    return Json.line(node);
  }

  /** Returns a step as a line for people, unless the round's own sentence says as much. */
  static Optional<String> line(MaintenanceStep step) {
    if (step.rung() == MaintenanceStep.Rung.LOGIN_REQUIRED) {
      return Optional.empty();
    }
    boolean unread =
        step.rung() == MaintenanceStep.Rung.TICKLE && step.condition() != GatewayCondition.ANSWERED;
    return Optional.of(
        "  "
            + time(step.time())
            + "  "
            + words(step.rung())
            + ": "
            + (unread ? found(step.condition(), step.statusCode()) + "." : step.detail()));
  }

  private MaintenanceStep last() {
    return result.steps().get(result.steps().size() - 1);
  }

  private JsonNode document() {
    return Json.parse(result.toJson()).orElseThrow();
  }

  private int exitCode() {
    return switch (result.outcome()) {
      case READY, RESTORED -> ExitCode.OK;
      case LOGIN_REQUIRED -> ExitCode.HUMAN_NEEDED;
      case NOT_RESTORED, COMPETING, HELD_BACK -> ExitCode.SESSION_LOST;
      case UNKNOWN -> Math.max(ExitCode.FAILED, GatewayFailure.exitCode(result.condition()));
    };
  }

  private static String flags(TickleView view) {
    return view.ok()
        ? GatewayView.flags(view.authenticated(), view.connected(), view.competing())
        : found(view.condition(), view.statusCode());
  }

  private static String found(GatewayCondition condition, int statusCode) {
    return words(condition) + (statusCode == 0 ? "" : ", " + statusCode);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
