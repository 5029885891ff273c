package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One rung of the ladder that maintenance climbs. Holds no secret. Immutable.
 *
 * @param time when it was done, by the runtime's clock
 * @param rung what was done
 * @param condition what was found
 * @param statusCode the HTTP status, or 0 when no answer came or none was asked for
 * @param detail what came of it, in a sentence
 */
@ApiLevel(ApiLevel.Kind.API)
public record MaintenanceStep(
    Instant time, Rung rung, GatewayCondition condition, int statusCode, String detail) {

  /** Checks that all is there. */
  public MaintenanceStep {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(rung, "rung");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(detail, "detail");
  }

  /** Returns the step as a JSON object with the components' names. */
  public String toJson() {
    return Json.write(toMap());
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("time", time.toString());
    map.put("rung", AnswerView.name(rung));
    map.put("condition", AnswerView.name(condition));
    map.put("status_code", statusCode);
    map.put("detail", detail);
    return map;
  }

  /** What can be done about a session. */
  public enum Rung {
    /** The state was asked for. */
    TICKLE,
    /** Nothing was attempted, because of earlier attempts. */
    HELD_BACK,
    /** The brokerage session was opened by {@code ssodh/init}. */
    INITIALIZE,
    /** The brokerage session was opened by the deprecated {@code reauthenticate}. */
    REAUTHENTICATE,
    /** The status was asked for until the session was ready, or the limit reached. */
    POLL,
    /** The gateway was logged out. */
    LOGOUT,
    /** A human must log in. */
    LOGIN_REQUIRED
  }
}
