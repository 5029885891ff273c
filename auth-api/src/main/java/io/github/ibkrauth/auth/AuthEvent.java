package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.spi.KeepAlive;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened to a session or a token. A token appears as a fingerprint of eight
 * hexadecimal digits only. All events are immutable.
 */
@ApiLevel(ApiLevel.Kind.API)
public sealed interface AuthEvent {

  /** Returns when it happened, by the runtime's clock. */
  Instant time();

  /** Returns the strategy's id, or the empty text where none is involved. */
  String strategyId();

  /**
   * Returns a name for the session that is unique within the process, or the empty text before
   * there is one.
   */
  String sessionId();

  /** A strategy was chosen. */
  record StrategySelected(Instant time, String strategyId, String sessionId, String providerClass)
      implements AuthEvent {}

  /** A session was opened. */
  record SessionOpened(Instant time, String strategyId, String sessionId, Duration took)
      implements AuthEvent {}

  /** A session moved from one state to another. */
  record SessionStateChanged(
      Instant time,
      String strategyId,
      String sessionId,
      SessionState from,
      SessionState to,
      String why)
      implements AuthEvent {}

  /** A token was fetched. */
  record TokenIssued(
      Instant time,
      String strategyId,
      String sessionId,
      String token,
      String fingerprint,
      Duration took)
      implements AuthEvent {}

  /** A token could not be fetched; callers are served the old one while it lives. */
  record TokenRefreshFailed(
      Instant time,
      String strategyId,
      String sessionId,
      String token,
      AuthErrorCode code,
      Duration nextAttemptIn)
      implements AuthEvent {}

  /** A token was dropped because the server refused it. */
  record TokenInvalidated(
      Instant time, String strategyId, String sessionId, String token, String fingerprint)
      implements AuthEvent {}

  /** A request was refused for its credential. */
  record RequestChallenged(
      Instant time, String strategyId, String sessionId, String method, String path, int status)
      implements AuthEvent {}

  /** It was decided what to do about a refusal. */
  record RecoveryDecided(
      Instant time, String strategyId, String sessionId, String path, Recovery recovery)
      implements AuthEvent {}

  /** A beat was answered. */
  record KeepAliveBeat(
      Instant time,
      String strategyId,
      String sessionId,
      String name,
      KeepAlive.Beat beat,
      Duration took)
      implements AuthEvent {}

  /** A beat was not answered. */
  record KeepAliveMissed(
      Instant time, String strategyId, String sessionId, String name, int inARow, Duration silence)
      implements AuthEvent {}

  /** A human must log in. */
  record InteractionRequested(
      Instant time, String strategyId, String sessionId, URI uri, String hint)
      implements AuthEvent {}

  /** The server's clock and ours differ. Positive: the server is ahead. */
  record ClockSkewDetected(Instant time, String strategyId, String sessionId, Duration skew)
      implements AuthEvent {}
}
