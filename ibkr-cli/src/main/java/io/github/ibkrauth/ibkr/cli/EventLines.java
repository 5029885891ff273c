package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthEventListener;
import java.io.PrintStream;

/** Writes each event on a line. Events hold fingerprints of tokens, never tokens. */
final class EventLines implements AuthEventListener {

  private final PrintStream err;

  EventLines(PrintStream err) {
    this.err = err;
  }

  @Override
  public void onEvent(AuthEvent event) {
    err.println("event: " + event);
  }
}
