package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.ibkr.Outcome.Kind;
import io.github.ibkrauth.ibkr.TickleProbe.Finding;
import io.github.ibkrauth.ibkr.TickleProbe.Sign;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One round of bringing the session back, each rung at most once: look, open the brokerage session,
 * open the outer login anew or at another host and then the brokerage session once more. Nothing is
 * given up for trouble of the network or the server.
 */
final class Ladder {

  private static final Set<AuthErrorCode> TROUBLE =
      Set.of(
          AuthErrorCode.TRANSPORT,
          AuthErrorCode.UNKNOWN_HOST,
          AuthErrorCode.TIMEOUT,
          AuthErrorCode.SERVER_TROUBLE);

  private static final Set<Sign> LOGIN_GONE = Set.of(Sign.NO_LOGIN, Sign.MOVED, Sign.NEEDS_USER);

  private final Supplier<Finding> probe;
  private final Opening opening;
  private final LazyAuthSession auth;
  private final WarmUps warmUps;
  private final SessionMachine machine;

  Ladder(
      Supplier<Finding> probe,
      Opening opening,
      LazyAuthSession auth,
      WarmUps warmUps,
      SessionMachine machine) {
    this.probe = probe;
    this.opening = opening;
    this.auth = auth;
    this.warmUps = warmUps;
    this.machine = machine;
  }

  /**
   * Goes up as far as needed and allowed.
   *
   * @throws NoAnswerException when the thread was interrupted
   */
  Outcome climb(Climb climb) {
    Progress progress = new Progress(auth.sequence().get());
    Finding finding = look();
    if (finding.sign() == Sign.NO_BROKERAGE && climb.renewLogin()) {
      finding = new Finding(Sign.NO_LOGIN, finding.why(), null, null);
    }
    while (true) {
      Optional<Outcome> end = end(finding, climb, progress);
      if (end.isPresent()) {
        return end.get();
      }
      climb.begins().run();
      progress.begun = true;
      boolean loginGone = LOGIN_GONE.contains(finding.sign());
      try {
        if (loginGone) {
          progress.renewed = true;
          finding = renewLogin(finding, progress.seen, climb);
        } else {
          boolean opened = finding.sign() != Sign.ALIVE;
          progress.warming = false;
          if (opened) {
            initialize(climb);
          }
          progress.warming = true;
          warmUp();
          return Outcome.ready(opened);
        }
      } catch (RuntimeException e) {
        rethrowIfInterrupted(e);
        Optional<Finding> news = onceMore(e, progress);
        if (news.isEmpty()) {
          return failed(e, loginGone);
        }
        finding = news.get();
      }
    }
  }

  /** Returns how the round ends with what was found, if it does. */
  private Optional<Outcome> end(Finding finding, Climb climb, Progress progress) {
    Sign sign = finding.sign();
    if (climb.givenUp().getAsBoolean()) {
      return Optional.of(new Outcome(Kind.UNCHANGED, "Given up.", null, false));
    }
    if (sign == Sign.UNKNOWN) {
      return Optional.of(new Outcome(Kind.TROUBLE, sentence(finding), thrown(finding), false));
    }
    if (sign == Sign.NEEDS_USER && (progress.renewed || auth.state() != SessionState.LOST)) {
      // A session that waits for its user notices him; one that is not open was just tried.
      return Optional.of(
          new Outcome(Kind.LOGIN_REQUIRED, sentence(finding), thrown(finding), false));
    }
    if (sign != Sign.ALIVE && !progress.begun && !climb.beyondALook().getAsBoolean()) {
      return Optional.of(unchanged(finding));
    }
    if (sign == Sign.ANOTHER_LOGIN) {
      // After a new login the other may be the one before.
      String why = progress.renewed ? sentence(finding) : climb.rival().apply(sentence(finding));
      if (!climb.compete().getAsBoolean()) {
        return Optional.of(competing(why));
      }
    }
    return LOGIN_GONE.contains(sign) && progress.renewed
        ? Optional.of(new Outcome(Kind.REFUSED, sentence(finding), thrown(finding), false))
        : Optional.empty();
  }

  /** Returns what a failure shows, where another turn may mend it. */
  private Optional<Finding> onceMore(RuntimeException e, Progress progress) {
    Finding after = TickleProbe.judge(e);
    if (!progress.renewed && (after.sign() == Sign.NO_LOGIN || after.sign() == Sign.MOVED)) {
      progress.seen = auth.sequence().get();
      return Optional.of(after);
    }
    if (!progress.reopened && progress.warming && after.sign() == Sign.NO_BROKERAGE) {
      // A refused list renews the login, and the brokerage session belongs to the one before.
      progress.reopened = true;
      return Optional.of(after);
    }
    return Optional.empty();
  }

  private Finding look() {
    Finding finding = probe.get();
    RuntimeException failure = finding.failure();
    machine.stepped(
        SessionStep.PROBE, finding.why(), failure == null ? null : Sentences.kind(failure));
    return finding;
  }

  private Finding renewLogin(Finding finding, long seen, Climb climb) {
    boolean elsewhere = finding.sign() == Sign.MOVED && auth.canChangeHost();
    SessionStep step = elsewhere ? SessionStep.CHANGE_HOST : SessionStep.RENEW_LOGIN;
    boolean done;
    try {
      done = auth.renew(seen, elsewhere, climb.forced());
    } catch (RuntimeException e) {
      machine.stepped(step, "failed: " + Sentences.kind(e), Sentences.kind(e));
      throw e;
    }
    if (!done) {
      machine.stepped(step, "put off, because the last login is too recent", null);
      return finding;
    }
    warmUps.forget();
    machine.stepped(step, elsewhere ? "logged in at " + auth.baseUri() : "logged in again", null);
    return look();
  }

  private void initialize(Climb climb) {
    try {
      opening.establish(climb.compete().getAsBoolean(), climb.givenUp());
    } catch (RuntimeException e) {
      machine.stepped(SessionStep.INITIALIZE, "failed: " + Sentences.kind(e), Sentences.kind(e));
      throw e;
    }
    machine.stepped(SessionStep.INITIALIZE, "established", null);
  }

  private void warmUp() {
    if (machine.wasEstablished()) {
      warmUps.forget();
    } else {
      warmUps.forgetBrokerage();
    }
    try {
      warmUps.replay(
          (name, e) ->
              machine.stepped(
                  SessionStep.WARM_UP, name + " failed: " + Sentences.kind(e), Sentences.kind(e)));
    } catch (RuntimeException e) {
      machine.stepped(SessionStep.WARM_UP, "failed: " + Sentences.kind(e), Sentences.kind(e));
      throw e;
    }
    machine.stepped(SessionStep.WARM_UP, "done", null);
  }

  private static Outcome unchanged(Finding finding) {
    return switch (finding.sign()) {
      case ANOTHER_LOGIN -> competing(sentence(finding));
      case NEEDS_USER ->
          new Outcome(Kind.LOGIN_REQUIRED, sentence(finding), thrown(finding), false);
      default -> new Outcome(Kind.UNCHANGED, sentence(finding), null, false);
    };
  }

  private static Outcome competing(String why) {
    return new Outcome(Kind.COMPETING, why, Sentences.competing(why), false);
  }

  private static Outcome failed(RuntimeException e, boolean byLogin) {
    String why = e.getMessage() == null ? Sentences.kind(e) : e.getMessage();
    if (e instanceof InteractionRequiredException) {
      return new Outcome(Kind.LOGIN_REQUIRED, why, e, false);
    }
    if (e instanceof CompetingSessionException) {
      return new Outcome(Kind.COMPETING, why, e, true);
    }
    boolean trouble =
        e instanceof AuthException refusal
            ? TROUBLE.contains(refusal.code())
            : e instanceof NoAnswerException silence && nothingSent(silence);
    return new Outcome(trouble ? Kind.TROUBLE : Kind.REFUSED, why, e, !byLogin);
  }

  private static boolean nothingSent(NoAnswerException silence) {
    return silence.reason() == NoAnswerException.Reason.NOT_CONNECTED
        || silence.reason() == NoAnswerException.Reason.UNKNOWN_HOST;
  }

  private static RuntimeException thrown(Finding finding) {
    RuntimeException failure = finding.failure();
    return failure != null
        ? failure
        : new NoBrokerageSessionException(
            IbkrException.Failure.of(
                    Sentences.STATUS, "There is no brokerage session: " + finding.why() + ".")
                .thatMayPass());
  }

  private static String sentence(Finding finding) {
    RuntimeException failure = finding.failure();
    if (failure != null && failure.getMessage() != null) {
      return failure.getMessage();
    }
    String why = finding.why();
    return Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
  }

  private static void rethrowIfInterrupted(RuntimeException e) {
    if (Thread.currentThread().isInterrupted()) {
      throw e;
    }
  }

  /** How far a round has come. */
  private static final class Progress {

    long seen;
    boolean begun;
    boolean renewed;
    boolean warming;
    boolean reopened;

    Progress(long seen) {
      this.seen = seen;
    }
  }
}
