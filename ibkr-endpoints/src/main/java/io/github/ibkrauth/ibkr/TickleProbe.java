package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import io.github.ibkrauth.ibkr.model.BridgeStatus;
import io.github.ibkrauth.ibkr.model.Tickle;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks at the session with a tickle and says what that proves. A failure of the network or of the
 * server proves nothing.
 */
final class TickleProbe {

  private final SessionEndpoints calls;

  TickleProbe(SessionEndpoints calls) {
    this.calls = calls;
  }

  Finding look() {
    try {
      return judge(calls.tickle());
    } catch (AccessRefusedException e) {
      return e.status().equals(OptionalInt.of(403))
          ? unknown(e)
          : new Finding(Verdict.DEAD, "the broker knows no session for this login");
    } catch (NoBrokerageSessionException e) {
      return new Finding(Verdict.DEAD, "there is no brokerage session");
    } catch (InteractionRequiredException e) {
      return new Finding(Verdict.NEEDS_USER, "a human must log in");
    } catch (AuthException e) {
      return e.retryable()
          ? unknown(e)
          : new Finding(Verdict.DEAD, "the login cannot be renewed: " + e.code());
    } catch (RuntimeException e) {
      return unknown(e);
    }
  }

  /** Returns what an answer proves. */
  static Finding judge(Tickle tickle) {
    Optional<AuthStatus> status = tickle.authStatus();
    if (status.isEmpty()) {
      boolean unbridged = tickle.iserver().flatMap(BridgeStatus::error).isPresent();
      return unbridged
          ? new Finding(Verdict.DEAD, "there is no brokerage session")
          : new Finding(Verdict.UNKNOWN, "the answer says nothing about the brokerage session");
    }
    if (status.get().competing()) {
      return new Finding(Verdict.COMPETING, "another login has the brokerage session");
    }
    return status.get().authenticated() && status.get().connected()
        ? new Finding(Verdict.ALIVE, "authenticated and connected")
        : new Finding(
            Verdict.DEAD,
            "authenticated is "
                + status.get().authenticated()
                + " and connected is "
                + status.get().connected());
  }

  private static Finding unknown(RuntimeException thrown) {
    return new Finding(Verdict.UNKNOWN, thrown.getClass().getSimpleName());
  }

  /** What a look proves. */
  enum Verdict {
    /** The brokerage session lives. */
    ALIVE,
    /** It is gone. */
    DEAD,
    /** It is another login's. */
    COMPETING,
    /** A human must log in. */
    NEEDS_USER,
    /** Nothing is proven; no session is given up for this. */
    UNKNOWN
  }

  /** A verdict and its reason. */
  record Finding(Verdict verdict, String why) {}
}
