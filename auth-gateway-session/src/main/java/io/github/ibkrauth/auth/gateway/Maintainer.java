package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.gateway.MaintenanceResult.Outcome;
import io.github.ibkrauth.auth.gateway.MaintenanceStep.Rung;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Makes rounds of maintenance at one gateway, one at a time. Thread-safe. */
final class Maintainer {

  private final GatewayCalls calls;
  private final AuthRuntime runtime;
  private final Blanks blanks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Restraint restraint = new Restraint();

  Maintainer(GatewayCalls calls, AuthRuntime runtime, Blanks blanks) {
    this.calls = calls;
    this.runtime = runtime;
    this.blanks = blanks;
  }

  /**
   * Makes one round.
   *
   * @param restrained whether earlier attempts hold this one back
   * @param listener is told each step
   * @param stopped whether the round is to end early
   */
  MaintenanceResult round(
      MaintenancePolicy policy,
      boolean restrained,
      Consumer<MaintenanceStep> listener,
      BooleanSupplier stopped) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted(policy);
    }
    try {
      Run run = new Run(calls, runtime, blanks, policy, listener, stopped);
      MaintenanceResult.Builder result = run.result();
      TickleView before = result.before();
      restraint.saw(before, policy, run.now());
      switch (result.action()) {
        case ERROR -> {
          return result.end(Outcome.UNKNOWN, Run.describe(before));
        }
        case NOOP -> {
          return result.end(Outcome.READY, "The session is ready.");
        }
        case LOGIN_REQUIRED -> {
          return login(run, before);
        }
        default -> {
          return restrained ? restrained(run) : attempt(run);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private MaintenanceResult interrupted(MaintenancePolicy policy) {
    String sentence = "The thread was interrupted while it waited for another round to end.";
    GatewayReply none = new GatewayReply(GatewayCondition.INTERRUPTED, 0, "", sentence);
    TickleView before =
        policy.isNoetl() ? TickleView.strict(none, blanks) : TickleView.lenient(none, blanks);
    return new MaintenanceResult.Builder(policy, before).end(Outcome.UNKNOWN, sentence);
  }

  private static MaintenanceResult login(Run run, TickleView before) {
    String sentence =
        before.sentence().isEmpty()
            ? "There is no session at the gateway: log in with a browser."
            : before.sentence();
    run.tell(Rung.LOGIN_REQUIRED, before.condition(), before.statusCode(), sentence);
    return run.result().end(Outcome.LOGIN_REQUIRED, sentence);
  }

  private MaintenanceResult restrained(Run run) {
    MaintenanceResult.Builder result = run.result();
    if (restraint.leavesItTo(result.before(), run.policy())) {
      String sentence =
          "Another login took the brokerage session again after "
              + run.policy().takeovers()
              + " attempts to take it back: it is left there. Close the other login, or use a"
              + " second user name.";
      run.tell(Rung.HELD_BACK, result.before().condition(), 0, sentence);
      return result.end(Outcome.COMPETING, sentence);
    }
    Optional<Instant> until = restraint.heldUntil(run.policy(), run.now());
    if (until.isPresent()) {
      String sentence =
          "The session is not ready; after earlier attempts nothing is attempted before "
              + until.get()
              + ".";
      run.tell(Rung.HELD_BACK, result.before().condition(), 0, sentence);
      return result.heldUntil(until.get()).end(Outcome.HELD_BACK, sentence);
    }
    return attempt(run);
  }

  private MaintenanceResult attempt(Run run) {
    try {
      return run.policy().isNoetl() ? new NoetlRound(run).act() : new Ladder(run).climb();
    } finally {
      restraint.attempted(run.result().before(), run.policy(), run.now());
    }
  }
}
