package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.ApiLevel;

/** Is told what happens to connections, on the thread where it happens: return soon. */
@ApiLevel(ApiLevel.Kind.API)
@FunctionalInterface
public interface ConnectionsListener {

  /** Takes note of an event. What it throws is logged by its class and goes no further. */
  void onEvent(ConnectionEvent event);
}
