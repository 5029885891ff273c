package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.endpoint.Endpoint;
import io.github.ibkrauth.ibkr.endpoint.Endpoints;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What users are told about the brokerage session. */
final class Sentences {

  /** What exceptions name that no single call caused. */
  static final Endpoint STATUS =
      Endpoints.find("POST", "/iserver/auth/status").orElseThrow(IllegalStateException::new);

  private Sentences() {}

  static CompetingSessionException competing(String why) {
    return new CompetingSessionException(
        Failure.of(
            STATUS,
            "There is no brokerage session: "
                + why
                + " Close the other program, or call open() with ibkr.session.compete=take to take"
                + " it over; for work in parallel the broker offers a second user name."));
  }

  static NoAnswerException interrupted() {
    return new NoAnswerException(
        Failure.of(STATUS, STATUS + " was given up, because its thread was interrupted."),
        NoAnswerException.Reason.INTERRUPTED);
  }

  static NoBrokerageSessionException closed() {
    return new NoBrokerageSessionException(
        Failure.of(STATUS, "The brokerage session is closed with its client: make a new one."));
  }

  static NoBrokerageSessionException loggedOut() {
    return new NoBrokerageSessionException(
        Failure.of(STATUS, "There is no brokerage session after the logout: open it again."));
  }

  static NoBrokerageSessionException tooSoon(
      SessionStatus status, int failures, Duration wait, @Nullable RuntimeException last) {
    return new NoBrokerageSessionException(
        Failure.of(
                STATUS,
                "There is no brokerage session: opening it has failed "
                    + (failures <= 1 ? "once" : failures + " times in a row")
                    + ", and is not tried by itself for another "
                    + Math.max(1, wait.toSeconds())
                    + " s. "
                    + status.why()
                    + " Call open() to try now.")
            .thatMayPass()
            .withRetryAfter(wait)
            .withCause(last));
  }

  static ServerTroubleException accountNotReady(ServerTroubleException e) {
    return new ServerTroubleException(
        Failure.of(
                e.endpoint(),
                "The broker cannot open the brokerage session: the account is not ready for the"
                    + " API, or another login is in the way ('"
                    + e.brokerText().orElse("")
                    + "'). New accounts, and paper accounts above all, may take a week or two; it"
                    + " is tried again by itself, slowly. If it lasts, ask the broker's API"
                    + " support.")
            .withAnswer(e.status().orElse(0), e.brokerText().orElse(null))
            .thatMayPass()
            .withCause(e));
  }

  /** Returns what to throw when the session did not come up in time. */
  static IbkrException notReady(SessionStatus status, Duration waited, Instant now) {
    String sentence =
        "The brokerage session is not ready after "
            + waited.toSeconds()
            + " s: it is "
            + status.state()
            + " since "
            + status.since()
            + ". "
            + status.why()
            + status.nextAttempt().map(at -> " The next attempt is at " + at + ".").orElse("");
    Failure failure =
        Failure.of(STATUS, sentence)
            .withRetryAfter(
                status
                    .nextAttempt()
                    .map(at -> Duration.between(now, at))
                    .filter(wait -> !wait.isNegative())
                    .orElse(null));
    return status.state() == BrokerageSession.State.COMPETING
        ? new CompetingSessionException(failure)
        : new NoBrokerageSessionException(failure.thatMayPass());
  }

  /** Returns the class of a failure, as a status shows it. */
  static String kind(Throwable e) {
    if (e instanceof AuthException refusal) {
      return refusal.code().name();
    }
    if (Opening.isAccountNotReady(e)) {
      return "ACCOUNT_NOT_READY";
    }
    String name = e.getClass().getSimpleName().replaceFirst("Exception$", "");
    if (e instanceof NoAnswerException silence) {
      return name + " " + silence.reason();
    }
    return e instanceof IbkrException answer && answer.status().isPresent()
        ? name + " " + answer.status().getAsInt()
        : name;
  }
}
