package io.github.ibkrauth.auth.http;

import io.github.ibkrauth.auth.ApiLevel;

/** What to do with a request that was refused. */
@ApiLevel(ApiLevel.Kind.API)
public enum Recovery {
  /**
   * The cause is mended as far as this side can: authorize the request anew and send it once more,
   * if it may be repeated.
   */
  RETRY,
  /** Sending it again would not help. */
  GIVE_UP
}
