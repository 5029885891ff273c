package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import java.time.Instant;

/** Something that happened to a user's connection. Immutable, and without secrets. */
@ApiLevel(ApiLevel.Kind.API)
public sealed interface ConnectionEvent {

  /** Returns when, by the runtime's clock. */
  Instant time();

  /** Returns whose connection it is. */
  String userId();

  /** A connection was stored, or replaced another of the same user. */
  record Added(Instant time, String userId, String strategyId) implements ConnectionEvent {}

  /** A connection was removed. */
  record Removed(Instant time, String userId) implements ConnectionEvent {}

  /** A client was made for the user; the first call logs in. */
  record Opened(Instant time, String userId) implements ConnectionEvent {}

  /** The user's client was closed. */
  record Closed(Instant time, String userId, Reason why) implements ConnectionEvent {}

  /**
   * The user has to connect again, or to log in: nothing works before. Told once, until a call of
   * the user works again.
   */
  record UserNeeded(Instant time, String userId, AuthErrorCode code) implements ConnectionEvent {}

  /** Why a client was closed. More may be added. */
  enum Reason {
    /** Nobody used it for a while. */
    IDLE,
    /** Another user needed the place. */
    EVICTED,
    /** The user connected anew. */
    REPLACED,
    /** The connection was removed. */
    REMOVED,
    /** All connections were closed. */
    SHUT_DOWN
  }
}
