package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/**
 * The classes of failure that only this strategy knows. A certificate that is not trusted has the
 * codes of {@link io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode}.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class GatewayErrorCode {

  /** Nothing takes connections there: the gateway does not run, or runs elsewhere. Retryable. */
  public static final AuthErrorCode GATEWAY_DOWN = AuthErrorCode.of("GATEWAY_DOWN");

  /** The gateway took the request and stayed silent: it does not reach the broker. Retryable. */
  public static final AuthErrorCode UPSTREAM_DOWN = AuthErrorCode.of("UPSTREAM_DOWN");

  /** The gateway's list of allowed addresses keeps this computer out. Not retryable. */
  public static final AuthErrorCode ACCESS_DENIED = AuthErrorCode.of("ACCESS_DENIED");

  /** Nobody is logged in: a human must do so in a browser. */
  public static final AuthErrorCode LOGIN_REQUIRED = AuthErrorCode.of("LOGIN_REQUIRED");

  /** The broker behind the gateway has trouble of its own. Retryable. */
  public static final AuthErrorCode UNAVAILABLE = AuthErrorCode.of("UNAVAILABLE");

  /** What answers there is no gateway, or not under that address. Not retryable. */
  public static final AuthErrorCode NOT_A_GATEWAY = AuthErrorCode.of("NOT_A_GATEWAY");

  private GatewayErrorCode() {}
}
