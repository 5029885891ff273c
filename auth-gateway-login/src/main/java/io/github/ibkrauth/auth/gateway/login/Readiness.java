package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.Maintenance;
import io.github.ibkrauth.auth.gateway.MaintenanceAction;
import io.github.ibkrauth.auth.gateway.TickleView;
import java.time.Duration;
import java.time.Instant;

/**
 * What follows a login: the brokerage session is opened once, by {@code ssodh/init}, and tickle is
 * asked until it says authenticated, connected and not competing.
 */
final class Readiness {

  private static final Duration BETWEEN_TICKLES = Duration.ofSeconds(2);

  /** The broker takes one tickle per second. */
  private static final Duration BEFORE_THE_FIRST = Duration.ofSeconds(1);

  private final Gateway gateway;
  private final AuthRuntime runtime;

  Readiness(Gateway gateway, AuthRuntime runtime) {
    this.gateway = gateway;
    this.runtime = runtime;
  }

  /**
   * Waits for it.
   *
   * @param compete whether the session is taken from another login
   * @param end until when
   * @param outcome how it is called when the session can be used
   */
  LoginResult await(boolean compete, Instant end, LoginOutcome outcome)
      throws InterruptedException {
    boolean asked = false;
    Duration pause = BEFORE_THE_FIRST;
    while (true) {
      runtime.sleeper().sleep(pause);
      TickleView view = gateway.tickle();
      MaintenanceAction action = Maintenance.decide(view);
      if (action == MaintenanceAction.NOOP && asked) {
        return LoginResult.of(outcome, "The session is ready.");
      }
      pause = BETWEEN_TICKLES;
      if (!asked && action != MaintenanceAction.ERROR && view.sessionPresent()) {
        gateway.initialize(compete);
        asked = true;
        pause = BEFORE_THE_FIRST;
      }
      if (runtime.clock().instant().isAfter(end)) {
        return LoginResult.of(LoginOutcome.NOT_READY, why(view));
      }
    }
  }

  private static String why(TickleView view) {
    String state = "The session did not become ready before the time was over: ";
    if (!view.sentence().isEmpty()) {
      return state + view.sentence();
    }
    if (view.competing()) {
      return state
          + "another login of the same user has the brokerage session. End it, or give this program"
          + " a user name of its own.";
    }
    return state
        + "authenticated is "
        + view.authenticated()
        + " and connected is "
        + view.connected()
        + ". Maintenance may restore it.";
  }
}
