package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's certificate was refused. The message is a sentence that names the server, what it
 * showed and what to do; nothing in it was written by the server.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class CertificateRefusedException extends CertificateException {

  private static final long serialVersionUID = 1L;

  private final AuthErrorCode code;

  CertificateRefusedException(AuthErrorCode code, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** Returns the refusal that a failed handshake stems from, if it stems from one. */
  public static Optional<CertificateRefusedException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateRefusedException refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  /** Returns the class of the refusal, one of {@link TlsErrorCode}. */
  public AuthErrorCode code() {
    return code;
  }

  /** Returns the sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
