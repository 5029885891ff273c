package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import io.github.ibkrauth.ibkr.model.BridgeStatus;
import io.github.ibkrauth.ibkr.model.Tickle;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the session with a tickle and says what that proves. A failure of the network or of the
 * server proves nothing.
 */
final class TickleProbe {

  private final SessionEndpoints calls;

  TickleProbe(SessionEndpoints calls) {
    this.calls = calls;
  }

  /**
   * Looks once.
   *
   * @throws NoAnswerException when the thread was interrupted
   */
  Finding look() {
    try {
      return judge(calls.tickle());
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return judge(e);
    }
  }

  /** Returns what an answer proves. */
  static Finding judge(Tickle tickle) {
    Duration left = tickle.ssoExpires().orElse(null);
    Optional<AuthStatus> status = tickle.authStatus();
    if (status.isEmpty()) {
      boolean unbridged = tickle.iserver().flatMap(BridgeStatus::error).isPresent();
      return unbridged
          ? new Finding(Sign.NO_BROKERAGE, "there is no brokerage session", left, null)
          : new Finding(
              Sign.UNKNOWN, "the answer says nothing about the brokerage session", left, null);
    }
    return judge(status.get(), left);
  }

  private static Finding judge(AuthStatus status, @Nullable Duration left) {
    if (status.competing()) {
      return new Finding(Sign.ANOTHER_LOGIN, rival(status), left, null);
    }
    if (!status.authenticated() || !status.connected()) {
      return new Finding(
          Sign.NO_BROKERAGE,
          "authenticated is " + status.authenticated() + " and connected is " + status.connected(),
          left,
          null);
    }
    return status.established().orElse(true)
        ? new Finding(Sign.ALIVE, "authenticated and connected", left, null)
        : new Finding(Sign.NOT_ESTABLISHED, "established is false", left, null);
  }

  /** Says who competes, as far as the broker does. */
  private static String rival(AuthStatus status) {
    return "another login of this user name has the brokerage session"
        + status
            .message()
            .filter(text -> !text.isBlank())
            .map(text -> " (the broker says: '" + shortened(text) + "')")
            .orElse("");
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= 120 ? line : line.substring(0, 120) + "…";
  }

  /** Returns what a failure proves. */
  static Finding judge(RuntimeException e) {
    if (e instanceof AccessRefusedException && !is(e, 403)) {
      return new Finding(Sign.NO_LOGIN, "the broker knows no session for this login", null, e);
    }
    if (is(e, 410)) {
      return new Finding(Sign.MOVED, "the session is gone from this host (410)", null, e);
    }
    if (e instanceof NoBrokerageSessionException) {
      return new Finding(Sign.NO_BROKERAGE, "there is no brokerage session", null, e);
    }
    if (e instanceof InteractionRequiredException) {
      return new Finding(Sign.NEEDS_USER, "a human must log in", null, e);
    }
    if (e instanceof AuthException refusal && !refusal.retryable()) {
      return new Finding(Sign.NO_LOGIN, "the login cannot be renewed: " + refusal.code(), null, e);
    }
    return new Finding(Sign.UNKNOWN, "no answer that proves anything", null, e);
  }

  private static boolean is(RuntimeException e, int status) {
    return e instanceof IbkrException answer && answer.status().equals(OptionalInt.of(status));
  }

  /** What a look shows. */
  enum Sign {
    /** The brokerage session lives. */
    ALIVE(Verdict.ALIVE),
    /** It is there, but cannot be used yet, or no longer. */
    NOT_ESTABLISHED(Verdict.UNKNOWN),
    /** The login lives, and the brokerage session is gone. */
    NO_BROKERAGE(Verdict.DEAD),
    /** The login lives, and another one has the brokerage session. */
    ANOTHER_LOGIN(Verdict.DEAD),
    /** The login is gone. */
    NO_LOGIN(Verdict.DEAD),
    /** The login is gone from this host. */
    MOVED(Verdict.DEAD),
    /** A human must log in. */
    NEEDS_USER(Verdict.DEAD),
    /** Nothing is proven; no session is given up for this. */
    UNKNOWN(Verdict.UNKNOWN);

    private final Verdict verdict;

    Sign(Verdict verdict) {
      this.verdict = verdict;
    }

    /** Returns what that means for the brokerage session. */
    Verdict verdict() {
      return verdict;
    }
  }

  /** What a look proves about the brokerage session. */
  enum Verdict {
    /** It lives. */
    ALIVE,
    /** Nothing. */
    UNKNOWN,
    /** It is gone. */
    DEAD
  }

  /**
   * What a look showed.
   *
   * @param sign what it shows
   * @param why part of a sentence
   * @param loginLeft how long the login still lasts, if the broker said so
   * @param failure what was thrown, if anything
   */
  record Finding(
      Sign sign, String why, @Nullable Duration loginLeft, @Nullable RuntimeException failure) {}
}
