package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.gateway.GatewayCondition;
import io.github.ibkrauth.auth.gateway.GatewayErrorCode;
import java.util.Map;
import java.util.Optional;

/** What a process ends with when a gateway does not serve it. */
final class GatewayFailure {

  private static final Map<AuthErrorCode, Integer> EXIT_CODES =
      Map.of(
          GatewayErrorCode.GATEWAY_DOWN, ExitCode.GATEWAY_DOWN,
          GatewayErrorCode.UPSTREAM_DOWN, ExitCode.UPSTREAM_DOWN,
          GatewayErrorCode.ACCESS_DENIED, ExitCode.ACCESS_DENIED,
          GatewayErrorCode.LOGIN_REQUIRED, ExitCode.HUMAN_NEEDED,
          GatewayErrorCode.UNAVAILABLE, ExitCode.SERVER_TROUBLE,
          GatewayErrorCode.NOT_A_GATEWAY, ExitCode.SERVER_TROUBLE);

  private GatewayFailure() {}

  /** Returns the exit code for an error code, if it is one of a gateway's. */
  static Optional<Integer> exitCode(AuthErrorCode code) {
    return Optional.ofNullable(EXIT_CODES.get(code));
  }

  /** Returns the exit code for what a call found. */
  static int exitCode(GatewayCondition condition) {
    return switch (condition) {
      case ANSWERED -> ExitCode.OK;
      case LOGIN_REQUIRED -> ExitCode.HUMAN_NEEDED;
      case GATEWAY_DOWN -> ExitCode.GATEWAY_DOWN;
      case UPSTREAM_DOWN -> ExitCode.UPSTREAM_DOWN;
      case ACCESS_DENIED -> ExitCode.ACCESS_DENIED;
      case UNAVAILABLE, CERTIFICATE_REFUSED, NOT_A_GATEWAY, INTERRUPTED -> ExitCode.SERVER_TROUBLE;
    };
  }

  /**
   * Returns what a call found as a failure.
   *
   * @param condition another one than {@link GatewayCondition#ANSWERED}
   * @param sentence what happened and what to do
   */
  static Failure of(GatewayCondition condition, String sentence) {
    return Failure.of(exitCode(condition), condition.name(), sentence);
  }
}
