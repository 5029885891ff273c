package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;

/** One live session token, and the login that calls signed with it belong to. */
record LiveSession(byte[] token, Instant computedAt, Instant expiresAt, OuterSession login) {
  @Override
  public String toString() {
    return "LiveSession[until " + expiresAt + "]";
  }
}
