package io.github.ibkrauth.auth.gateway.login;

/**
 * The browser could not be started, or is gone. The message is ours alone: a driver's exception
 * repeats what it was to type, so none is kept as the cause.
 */
final class BrowserTrouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrowserTrouble(String sentence) {
    super(sentence);
  }

  /** Returns what happened and what to do. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
