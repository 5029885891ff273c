package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.time.Instant;

/**
 * Fetches a token from where it is issued. Called by one thread at a time for one cache.
 *
 * @param <T> the type of the token
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
@FunctionalInterface
public interface TokenSource<T> {

  /**
   * Fetches one. Blocks.
   *
   * @throws InterruptedException when the thread is interrupted; another caller then takes over
   * @throws io.github.ibkrauth.auth.error.AuthException when no token can be had
   */
  IssuedToken<T> load(LoadContext context) throws InterruptedException;

  /** What a source knows and reports while it fetches. */
  interface LoadContext {

    /** Returns the time by the local clock. */
    Instant now();

    /** Returns the server's clock minus ours, zero until it was reported. */
    Duration skew();

    /**
     * Reports the {@code Date} of the server's answer; call it when the answer has just arrived.
     */
    void serverDate(Instant date);
  }
}
