package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;

/** What happens when a consumer takes longer than the broker needs to send. */
@ApiLevel(ApiLevel.Kind.API)
public enum OverflowPolicy {
  /**
   * Newer values replace older ones that were not handed over yet: of each field of each contract
   * the newest is kept, of other topics the newest of each row or account. What a consumer gets is
   * always the latest, and what waits for it never grows.
   */
  CONFLATE,
  /**
   * Everything is kept, in order, up to a bound; beyond it the consumer gets what is kept and then
   * a {@link StreamOverflowException}. Nothing is left out without a word.
   */
  FAIL
}
