package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The classes of failure of a token store. */
@ApiLevel(ApiLevel.Kind.API)
public final class StoreErrorCode {

  /** A file of the store was truncated or changed; it was set aside. Not retryable. */
  public static final AuthErrorCode STORE_DAMAGED = AuthErrorCode.of("STORE_DAMAGED");

  /** The store's folder cannot be read, written or locked. Retryable. */
  public static final AuthErrorCode STORE_UNAVAILABLE = AuthErrorCode.of("STORE_UNAVAILABLE");

  /** Something was sealed with a key that is not configured. Not retryable. */
  public static final AuthErrorCode SEALING_KEY_UNKNOWN = AuthErrorCode.of("SEALING_KEY_UNKNOWN");

  private StoreErrorCode() {}
}
