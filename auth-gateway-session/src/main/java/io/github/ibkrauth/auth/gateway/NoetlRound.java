package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.gateway.MaintenanceResult.Outcome;

/** The calls that NoETL's playbook makes after its decision, in its order and without waits. */
final class NoetlRound {

  private final Run run;

  NoetlRound(Run run) {
    this.run = run;
  }

  MaintenanceResult act() {
    if (run.result().action() == MaintenanceAction.LOGOUT_THEN_REAUTH) {
      GatewayReply logout = run.logout();
      if (silent(logout)) {
        return brokenOff(logout);
      }
    }
    GatewayReply reauth = run.reauthenticate();
    if (silent(reauth)) {
      return brokenOff(reauth);
    }
    TickleView after = run.tickleAgain();
    if (after.ready()) {
      return run.result().end(Outcome.RESTORED, "The session is ready again.");
    }
    if (!after.ok()) {
      return run.result().end(Outcome.UNKNOWN, Run.describe(after));
    }
    return run.result().end(Outcome.NOT_RESTORED, "The session is not ready yet: look again.");
  }

  /** Without an answer the playbook ends with an exception, and makes no further call. */
  private static boolean silent(GatewayReply reply) {
    return reply.status() == 0;
  }

  private MaintenanceResult brokenOff(GatewayReply reply) {
    return run.result().condition(reply.condition()).end(Outcome.UNKNOWN, reply.sentence());
  }
}
