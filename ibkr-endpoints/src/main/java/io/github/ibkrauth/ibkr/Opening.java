package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Asks for the brokerage session, and asks until it is established. */
final class Opening {

  private static final String NOT_READY = "failed to generate sso dh token";

  /** After a takeover the broker may name the other login for a moment. */
  private static final int PATIENT_POLLS = 3;

  private final SessionEndpoints calls;
  private final AuthRuntime runtime;
  private final SessionSettings.Times times;

  Opening(SessionEndpoints calls, AuthRuntime runtime, SessionSettings.Times times) {
    this.calls = calls;
    this.runtime = runtime;
    this.times = times;
  }

  /**
   * Returns when the session is established.
   *
   * @param compete whether to take it from another login
   * @param givenUp whether nobody wants it any more
   */
  void establish(boolean compete, BooleanSupplier givenUp) {
    Instant deadline = runtime.clock().instant().plus(times.open());
    boolean taking = compete;
    AuthStatus status;
    try {
      status = calls.initialize(compete);
    } catch (ServerTroubleException e) {
      if (!isAccountNotReady(e)) {
        throw e;
      }
      // Seen where the account is not ready, and at times where another login is in the way.
      taking = false;
      status = initializeOnceMore(compete, e);
    }
    int competing = 0;
    while (!status.isReady()) {
      if (status.competing() && !taking) {
        throw Sentences.competing("Another login of this user name has it.");
      }
      pause(deadline, status, givenUp);
      status = poll(status);
      if (status.competing() && taking && ++competing == PATIENT_POLLS) {
        // A poll that was refused renews the login, and the one before it then counts as another.
        status = calls.initialize(true);
      }
    }
  }

  private AuthStatus initializeOnceMore(boolean competed, ServerTroubleException first) {
    if (!competed) {
      throw Sentences.accountNotReady(first);
    }
    try {
      return calls.initialize(false);
    } catch (ServerTroubleException e) {
      throw isAccountNotReady(e) ? Sentences.accountNotReady(e) : e;
    }
  }

  /** Returns whether the broker says that this account cannot have a brokerage session yet. */
  static boolean isAccountNotReady(Throwable e) {
    return e instanceof ServerTroubleException trouble
        && trouble
            .brokerText()
            .filter(text -> text.toLowerCase(Locale.ROOT).contains(NOT_READY))
            .isPresent();
  }

  /** Asks once; an error of the network or the server leaves what was known. */
  private AuthStatus poll(AuthStatus known) {
    try {
      return calls.status();
    } catch (ServerTroubleException | UnreadableAnswerException | AuthTransportException e) {
      return known;
    } catch (NoAnswerException e) {
      if (e.reason() == NoAnswerException.Reason.INTERRUPTED) {
        throw e;
      }
      return known;
    }
  }

  private void pause(Instant deadline, AuthStatus status, BooleanSupplier givenUp) {
    Duration left = Duration.between(runtime.clock().instant(), deadline);
    if (left.isNegative() || left.isZero() || givenUp.getAsBoolean()) {
      throw status.competing()
          ? Sentences.competing("Another login of this user name does not let it go.")
          : new NoBrokerageSessionException(
              Failure.of(Sentences.STATUS, notEstablished(status)).thatMayPass());
    }
    try {
      runtime.sleeper().sleep(left.compareTo(times.poll()) < 0 ? left : times.poll());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Sentences.interrupted();
    }
  }

  private String notEstablished(AuthStatus status) {
    return "The brokerage session was not established within "
        + times.open().toSeconds()
        + " s: authenticated is "
        + status.authenticated()
        + ", connected is "
        + status.connected()
        + status.established().map(value -> ", established is " + value).orElse("")
        + status.fail().map(value -> ", and the broker says that it failed").orElse("")
        + ". The broker may be in its daily reset; try again in some minutes.";
  }
}
