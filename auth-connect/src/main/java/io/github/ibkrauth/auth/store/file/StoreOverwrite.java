package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Writes over whatever is there, damaged or not: what a user has just agreed to must not be lost
 * because the value before it was. Stateless.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class StoreOverwrite {

  private StoreOverwrite() {}

  /**
   * Writes a value, as often as it takes.
   *
   * @param next gives the value for its version
   * @throws io.github.ibkrauth.auth.error.AuthException when the store cannot be reached
   */
  public static void write(TokenStore store, StoreKey key, LongFunction<StoredToken> next) {
    long version;
    do {
      version = present(store, key).map(StoredToken::version).orElse(0L);
    } while (!store.replace(key, version, next.apply(version + 1)));
  }

  /**
   * Returns what will be written over; nothing when it is damaged, which the store has told and set
   * aside.
   */
  public static Optional<StoredToken> present(TokenStore store, StoreKey key) {
    try {
      return store.load(key);
    } catch (AuthProtocolException e) {
      if (e.code().equals(StoreErrorCode.STORE_DAMAGED)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
