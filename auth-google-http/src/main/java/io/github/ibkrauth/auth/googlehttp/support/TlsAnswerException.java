package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.ProtocolException;

/** A server answered a request in plain HTTP with a TLS record. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class TlsAnswerException extends ProtocolException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public TlsAnswerException() {
    super("the server answered with TLS");
  }
}
