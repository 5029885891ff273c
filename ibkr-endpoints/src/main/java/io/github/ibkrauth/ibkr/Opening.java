package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The steps that establish the brokerage session: tickle, initialize, poll. */
final class Opening {

  private final SessionEndpoints calls;
  private final AuthRuntime runtime;
  private final SessionSettings settings;
  private final BooleanSupplier givenUp;

  Opening(
      SessionEndpoints calls,
      AuthRuntime runtime,
      SessionSettings settings,
      BooleanSupplier givenUp) {
    this.calls = calls;
    this.runtime = runtime;
    this.settings = settings;
    this.givenUp = givenUp;
  }

  /**
   * Returns when the session is established.
   *
   * @param takeOver whether another login's session may be taken, if the settings allow it
   */
  void establish(boolean takeOver) {
    Instant deadline = runtime.clock().instant().plus(settings.openTimeout());
    Optional<AuthStatus> before = calls.tickle().authStatus();
    if (before.filter(AuthStatus::isReady).isPresent()) {
      return;
    }
    boolean compete = takeOver && settings.compete();
    if (before.filter(AuthStatus::competing).isPresent() && !takeOver) {
      throw BrokerageSession.competing("Another login of this user name has taken it.");
    }
    AuthStatus status = calls.initialize(compete);
    while (!status.isReady()) {
      if (status.competing() && !compete) {
        throw BrokerageSession.competing("Another login of this user name has it.");
      }
      pause(deadline, status);
      status = poll(status);
    }
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

  private void pause(Instant deadline, AuthStatus status) {
    Duration left = Duration.between(runtime.clock().instant(), deadline);
    if (left.isNegative() || left.isZero() || givenUp.getAsBoolean()) {
      throw status.competing()
          ? BrokerageSession.competing("Another login of this user name does not let it go.")
          : new NoBrokerageSessionException(
              Failure.of(BrokerageSession.STATUS, notEstablished(status)).thatMayPass());
    }
    try {
      runtime
          .sleeper()
          .sleep(left.compareTo(settings.pollInterval()) < 0 ? left : settings.pollInterval());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BrokerageSession.interrupted(BrokerageSession.STATUS);
    }
  }

  private String notEstablished(AuthStatus status) {
    return "The brokerage session was not established within "
        + settings.openTimeout().toSeconds()
        + " s: authenticated is "
        + status.authenticated()
        + ", connected is "
        + status.connected()
        + status.established().map(value -> ", established is " + value).orElse("")
        + status.fail().map(value -> ", and the broker says that it failed").orElse("")
        + ". The broker may be in its daily reset; try again in some minutes.";
  }
}
