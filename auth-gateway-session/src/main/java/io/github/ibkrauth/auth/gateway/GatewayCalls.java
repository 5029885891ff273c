package io.github.ibkrauth.auth.gateway;

import java.net.URI;

/**
 * The session calls of one gateway. Each goes out exactly once, ends within its time-out, and
 * returns what happened instead of throwing. Thread-safe.
 */
interface GatewayCalls extends AutoCloseable {

  /** Asks for the state of the session and keeps it alive. */
  GatewayReply tickle();

  /** Asks whether the outer session is valid. */
  GatewayReply validate();

  /** Asks for the state of the brokerage session. */
  GatewayReply status();

  /**
   * Opens the brokerage session.
   *
   * @param compete whether to take it from another login
   */
  GatewayReply initialize(boolean compete);

  /** Opens the brokerage session in the deprecated way, which the gateway answers by itself. */
  GatewayReply reauthenticate();

  /** Logs out: a human must log in afterwards. */
  GatewayReply logout();

  /** Returns the page on which a human logs in. */
  URI loginPage();

  /** Frees what was made for the calls. */
  @Override
  void close();
}
