package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The class of a failure, for programs to switch on. A strategy may add its own with {@link #of};
 * two codes are equal when their names are.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AuthErrorCode implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A setting is missing, malformed or unknown. */
  public static final AuthErrorCode CONFIGURATION = of("CONFIGURATION");

  /** No provider has the wanted id. */
  public static final AuthErrorCode STRATEGY_NOT_FOUND = of("STRATEGY_NOT_FOUND");

  /** Two providers have the wanted id. */
  public static final AuthErrorCode STRATEGY_AMBIGUOUS = of("STRATEGY_AMBIGUOUS");

  /** The provider was built against a version of the SPI that this version does not support. */
  public static final AuthErrorCode STRATEGY_INCOMPATIBLE = of("STRATEGY_INCOMPATIBLE");

  /** The provider is not on the configured trust list. */
  public static final AuthErrorCode STRATEGY_UNTRUSTED = of("STRATEGY_UNTRUSTED");

  /** The provider could not be loaded. */
  public static final AuthErrorCode STRATEGY_BROKEN = of("STRATEGY_BROKEN");

  /** The server refused the proof of identity and will refuse it again. */
  public static final AuthErrorCode CREDENTIAL_REJECTED = of("CREDENTIAL_REJECTED");

  /** A signed assertion was refused: signature, key id, audience or claims. */
  public static final AuthErrorCode BAD_ASSERTION = of("BAD_ASSERTION");

  /** The server does not know the client. */
  public static final AuthErrorCode UNKNOWN_CLIENT = of("UNKNOWN_CLIENT");

  /** The local clock and the server's differ too much. */
  public static final AuthErrorCode CLOCK_SKEW = of("CLOCK_SKEW");

  /** A scope was asked for that is not granted. */
  public static final AuthErrorCode SCOPE_REFUSED = of("SCOPE_REFUSED");

  /** The address that the session is bound to is not accepted. */
  public static final AuthErrorCode IP_REFUSED = of("IP_REFUSED");

  /** A token is no longer valid. */
  public static final AuthErrorCode TOKEN_EXPIRED = of("TOKEN_EXPIRED");

  /** The server has trouble of its own (5xx). */
  public static final AuthErrorCode SERVER_TROUBLE = of("SERVER_TROUBLE");

  /** Too many requests (429). */
  public static final AuthErrorCode RATE_LIMITED = of("RATE_LIMITED");

  /** No connection, or it broke. */
  public static final AuthErrorCode TRANSPORT = of("TRANSPORT");

  /** The name of the host does not resolve. */
  public static final AuthErrorCode UNKNOWN_HOST = of("UNKNOWN_HOST");

  /** No answer within the time allowed. */
  public static final AuthErrorCode TIMEOUT = of("TIMEOUT");

  /** The answer was not understood. */
  public static final AuthErrorCode PROTOCOL = of("PROTOCOL");

  /** A request was about to carry a credential to a place it does not belong to. */
  public static final AuthErrorCode ORIGIN_REFUSED = of("ORIGIN_REFUSED");

  /** The session is gone. */
  public static final AuthErrorCode SESSION_LOST = of("SESSION_LOST");

  /** A human must log in. */
  public static final AuthErrorCode INTERACTION_REQUIRED = of("INTERACTION_REQUIRED");

  /** The calling thread was interrupted while it waited. */
  public static final AuthErrorCode INTERRUPTED = of("INTERRUPTED");

  private final String name;

  private AuthErrorCode(String name) {
    this.name = name;
  }

  /**
   * Returns the code of that name.
   *
   * @param name upper-case letters, digits and underscores
   * @throws IllegalArgumentException when the name has another form
   */
  public static AuthErrorCode of(String name) {
    Objects.requireNonNull(name, "name");
    if (!name.matches("[A-Z][A-Z0-9_]{1,63}")) {
      throw new IllegalArgumentException(
          "not an error code: '" + name + "' (want upper-case letters, digits, underscores)");
    }
    return new AuthErrorCode(name);
  }

  /** Returns the name, stable over versions. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuthErrorCode that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
