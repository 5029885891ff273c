package io.github.ibkrauth.ibkr.recipes;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthEventListener;
import io.github.ibkrauth.ibkr.BrokerageSessionListener;
import io.github.ibkrauth.ibkr.SessionStatus;
import io.github.ibkrauth.ibkr.SessionStep;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Writes what happens to logins and to the brokerage session to SLF4J. Thread-safe. */
public final class LogListener implements AuthEventListener, BrokerageSessionListener {

  private final Logger log;

  public LogListener(Logger log) {
    this.log = log;
  }

  @Override
  public void onEvent(AuthEvent event) {
    log.atLevel(level(event))
        .addKeyValue("strategy", event.strategyId())
        .addKeyValue("session", event.sessionId())
        .log("{}", event);
  }

  @Override
  public void changed(SessionStatus before, SessionStatus after) {
    Level level =
        switch (after.state()) {
          case LOST, COMPETING, LOGIN_REQUIRED -> Level.WARN;
          default -> Level.INFO;
        };
    log.atLevel(level)
        .addKeyValue("state", after.state())
        .log("Brokerage session: {} after {}: {}", after.state(), before.state(), after.why());
  }

  @Override
  public void step(SessionStep step, String outcome) {
    log.debug("Brokerage session: {}: {}", step, outcome);
  }

  private static Level level(AuthEvent event) {
    if (event instanceof AuthEvent.TokenRefreshFailed
        || event instanceof AuthEvent.InteractionRequested
        || event instanceof AuthEvent.ClockSkewDetected) {
      return Level.WARN;
    }
    return event instanceof AuthEvent.KeepAliveBeat ? Level.TRACE : Level.DEBUG;
  }
}
