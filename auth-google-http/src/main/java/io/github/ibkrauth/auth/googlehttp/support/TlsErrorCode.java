package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** What can be wrong with a secure connection, as error codes. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class TlsErrorCode {

  /** A server shows another certificate than the one that was remembered for it. */
  public static final AuthErrorCode CERTIFICATE_CHANGED = AuthErrorCode.of("CERTIFICATE_CHANGED");

  /** A server's certificate is not among those that are trusted for it, or is for another host. */
  public static final AuthErrorCode CERTIFICATE_UNTRUSTED =
      AuthErrorCode.of("CERTIFICATE_UNTRUSTED");

  /** A server answered without TLS where TLS is due. */
  public static final AuthErrorCode NOT_TLS = AuthErrorCode.of("NOT_TLS");

  /** A server answered with TLS where plain HTTP was spoken to it. */
  public static final AuthErrorCode TLS_EXPECTED = AuthErrorCode.of("TLS_EXPECTED");

  private TlsErrorCode() {}
}
