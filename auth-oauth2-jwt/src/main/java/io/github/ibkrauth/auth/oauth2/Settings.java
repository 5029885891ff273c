package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtKeys.Mode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The validated settings, without the key. Immutable.
 *
 * @param mode how far to go
 * @param endpoints where everything is
 * @param keyId the {@code kid} of signatures
 * @param scope the scopes to ask for
 * @param assertion how client assertions are made
 * @param sso how SSO sessions are asked for
 * @param fixedIp the egress address, where it is set
 * @param bodyLifetime how long signed bodies live
 * @param names how messages spell a setting
 */
record Settings(
    Mode mode,
    Endpoints endpoints,
    String keyId,
    String scope,
    ClientAssertion assertion,
    SsoRequest sso,
    @Nullable String fixedIp,
    Duration bodyLifetime,
    Function<ConfigKey<?>, String> names) {

  /** Returns a setting's name as the user writes it. */
  String name(ConfigKey<?> key) {
    return names.apply(key);
  }

  boolean tokenOnly() {
    return mode == Mode.TOKEN_ONLY;
  }

  /** Returns nothing of the values. */
  @Override
  public String toString() {
    return "Settings(" + mode + ")";
  }
}
