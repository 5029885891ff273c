package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.gateway.GatewayCondition.Verdict;
import io.github.ibkrauth.auth.gateway.Look.End;
import io.github.ibkrauth.auth.gateway.MaintenanceResult.Outcome;
import io.github.ibkrauth.auth.gateway.MaintenanceStep.Rung;

/**
 * Our way to a brokerage session that works again: {@code ssodh/init}, {@code reauthenticate}, and
 * where it is allowed a logout before both again. Ends at the first rung that helps, that proves
 * that nobody is logged in, or after which the state is not known.
 */
final class Ladder {

  private static final int TOO_MANY_REQUESTS = 429;

  private final Run run;
  private final MaintenancePolicy policy;

  /**
   * The last trouble of the broker's own with opening the session; ANSWERED while there is none.
   */
  private GatewayCondition trouble = GatewayCondition.ANSWERED;

  Ladder(Run run) {
    this.run = run;
    this.policy = run.policy();
  }

  MaintenanceResult climb() {
    run.result().action(MaintenanceAction.REAUTH);
    Look look = open();
    if (look.end() == End.NOT_READY && mayLogOut(look)) {
      run.result().action(MaintenanceAction.LOGOUT_THEN_REAUTH);
      GatewayReply reply = run.logout();
      look = hopeless(reply) ? Look.unknown(reply.condition(), reply.sentence()) : open();
    }
    return finish(look);
  }

  /** Opens the session in one way, then in the other. */
  private Look open() {
    GatewayReply reply = run.initialize();
    if (hopeless(reply)) {
      return Look.unknown(reply.condition(), reply.sentence());
    }
    if (reply.condition() == GatewayCondition.UNAVAILABLE) {
      trouble = reply.condition();
    }
    // What was not accepted takes no effect later: one look tells where things stand.
    Look look = await(reply.condition() == GatewayCondition.ANSWERED ? policy.polls() : 1);
    if (look.end() != End.NOT_READY || !policy.reauthenticate()) {
      return look;
    }
    reply = run.reauthenticate();
    return hopeless(reply)
        ? Look.unknown(reply.condition(), reply.sentence())
        : await(policy.polls());
  }

  /** Asks for the status until it is ready, and no oftener than the limit. */
  private Look await(int limit) {
    GatewayStatus status = run.status();
    Look look = judge(status);
    int looks = 1;
    while (look.end() == End.NOT_READY && looks < limit) {
      if (!run.pause(policy.pollInterval())) {
        look = Look.unknown(GatewayCondition.INTERRUPTED, "The round was broken off.");
        break;
      }
      status = run.status();
      look = judge(status);
      looks++;
    }
    run.tell(Rung.POLL, look.condition(), status.statusCode(), look.describe(looks));
    if (look.end() == End.NOT_READY && look.condition() != GatewayCondition.ANSWERED) {
      return Look.unknown(look.condition(), look.sentence());
    }
    return look;
  }

  private Look judge(GatewayStatus status) {
    GatewayCondition condition = status.condition();
    if (condition.verdict() == Verdict.DEAD) {
      return new Look(End.DEAD, status, condition, status.sentence());
    }
    if (condition.verdict() == Verdict.UNKNOWN) {
      // A server that reels for a moment while the session opens is worth another look.
      return condition == GatewayCondition.UNAVAILABLE && status.statusCode() != TOO_MANY_REQUESTS
          ? new Look(End.NOT_READY, status, condition, status.sentence())
          : Look.unknown(condition, status.sentence());
    }
    if (status.ready()) {
      return new Look(End.READY, status, condition, "");
    }
    return new Look(
        status.competing() && !policy.compete() ? End.RIVAL : End.NOT_READY, status, condition, "");
  }

  private boolean mayLogOut(Look look) {
    GatewayStatus status = look.status();
    return policy.logout()
        && trouble == GatewayCondition.ANSWERED
        && status != null
        && (status.competing() || !status.connected());
  }

  /** Returns whether an answer leaves nothing to look at. */
  private static boolean hopeless(GatewayReply reply) {
    return reply.condition().verdict() == Verdict.UNKNOWN
        && (reply.condition() != GatewayCondition.UNAVAILABLE
            || reply.status() == TOO_MANY_REQUESTS);
  }

  private MaintenanceResult finish(Look look) {
    if (look.end() == End.UNKNOWN) {
      return unknown(look.condition(), look.sentence());
    }
    if (!run.untilNextTickle()) {
      return unknown(GatewayCondition.INTERRUPTED, "The round was broken off.");
    }
    TickleView after = run.tickleAgain();
    if (after.ready()) {
      return run.result().end(Outcome.RESTORED, "The session is ready again.");
    }
    if (!after.ok() && !after.provesNoLogin()) {
      return unknown(after.condition(), after.sentence());
    }
    if (after.ok() && look.end() == End.READY) {
      return run.result()
          .end(
              Outcome.NOT_RESTORED,
              "The status says that the session is ready, the tickle does not yet: look again.");
    }
    if (after.competing()) {
      return run.result().end(Outcome.COMPETING, rival());
    }
    if (after.ok() && trouble != GatewayCondition.ANSWERED) {
      return unknown(
          trouble,
          "The broker has trouble to open the brokerage session: wait; logging in again would not"
              + " help.");
    }
    return login(after);
  }

  private String rival() {
    return policy.compete()
        ? "Another login keeps the brokerage session: close it, or use a second user name for work"
            + " in parallel."
        : "Another login holds the brokerage session, and this policy leaves it there: close the"
            + " other login, use a second user name, or allow competing.";
  }

  private MaintenanceResult login(TickleView after) {
    String sentence =
        after.ok()
            ? "The brokerage session did not come back: log in again at the gateway."
            : after.sentence();
    run.result().action(MaintenanceAction.LOGIN_REQUIRED);
    run.tell(Rung.LOGIN_REQUIRED, after.condition(), after.statusCode(), sentence);
    return run.result().end(Outcome.LOGIN_REQUIRED, sentence);
  }

  private MaintenanceResult unknown(GatewayCondition condition, String sentence) {
    return run.result()
        .action(MaintenanceAction.ERROR)
        .condition(condition)
        .end(Outcome.UNKNOWN, sentence);
  }
}
