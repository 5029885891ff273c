package io.github.ibkrauth.auth;

/**
 * Is told what happens to sessions and tokens. Called on the acting thread, outside all locks: be
 * quick. An exception is logged once per class and otherwise ignored. Must be thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
@FunctionalInterface
public interface AuthEventListener {

  /** Takes one event. */
  void onEvent(AuthEvent event);
}
