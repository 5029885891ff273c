package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * What one call to a gateway found. Only {@link Verdict#DEAD} proves that the session is gone;
 * everything that the network, the gateway's own trouble or a wrong address can explain is {@link
 * Verdict#UNKNOWN} and invalidates nothing.
 */
@ApiLevel(ApiLevel.Kind.API)
public enum GatewayCondition {
  /** The gateway and the broker behind it answered. */
  ANSWERED(Verdict.ALIVE),
  /** Nobody is logged in (401, or {@code no session}): a human must log in. */
  LOGIN_REQUIRED(Verdict.DEAD),
  /** Nothing takes connections there: the gateway does not run, or runs elsewhere. */
  GATEWAY_DOWN(Verdict.UNKNOWN),
  /** The gateway took the request and stayed silent: it does not reach the broker. */
  UPSTREAM_DOWN(Verdict.UNKNOWN),
  /** The gateway's list of allowed addresses keeps this computer out. */
  ACCESS_DENIED(Verdict.UNKNOWN),
  /** The broker behind the gateway has trouble of its own (5xx), or wants fewer requests (429). */
  UNAVAILABLE(Verdict.UNKNOWN),
  /** The server's certificate is not the one that is trusted. */
  CERTIFICATE_REFUSED(Verdict.UNKNOWN),
  /** What answered does not behave as a gateway: another program, another protocol, a web page. */
  NOT_A_GATEWAY(Verdict.UNKNOWN),
  /** The calling thread was interrupted, or this program closed its connections meanwhile. */
  INTERRUPTED(Verdict.UNKNOWN);

  private final Verdict verdict;

  GatewayCondition(Verdict verdict) {
    this.verdict = verdict;
  }

  /** Returns what it proves about the session. */
  public Verdict verdict() {
    return verdict;
  }

  /** What a call proves about the session. */
  public enum Verdict {
    /** The session is there. */
    ALIVE,
    /** Nothing. */
    UNKNOWN,
    /** The session is gone. */
    DEAD
  }
}
