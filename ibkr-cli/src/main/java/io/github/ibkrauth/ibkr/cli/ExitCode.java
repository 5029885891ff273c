package io.github.ibkrauth.ibkr.cli;

/** What the process ends with. The numbers are documented and do not change. */
final class ExitCode {

  /** It worked. */
  static final int OK = 0;

  /** The server understood and refused, or a step did not pass, or there is a fault in here. */
  static final int FAILED = 1;

  /** The command line or the configuration is wrong; nothing was sent. */
  static final int USAGE = 2;

  /** The server refused the login or the credential. */
  static final int LOGIN_REFUSED = 3;

  /** No connection, no answer, or one that is not an answer: 429, 5xx, HTML. */
  static final int SERVER_TROUBLE = 4;

  /** A human must log in first. */
  static final int HUMAN_NEEDED = 5;

  /** The session was lost, or belongs to another login. */
  static final int SESSION_LOST = 6;

  /** No gateway runs where one is looked for. */
  static final int GATEWAY_DOWN = 7;

  /** The gateway runs and is silent: it does not reach the broker. */
  static final int UPSTREAM_DOWN = 8;

  /** The gateway does not admit this computer. */
  static final int ACCESS_DENIED = 9;

  /** An order, a change or a cancellation went out, and nobody knows whether the broker took it. */
  static final int OUTCOME_UNKNOWN = 10;

  private ExitCode() {}
}
