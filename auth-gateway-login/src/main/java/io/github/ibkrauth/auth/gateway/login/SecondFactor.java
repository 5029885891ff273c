package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.gateway.Totp;
import java.util.Objects;
import java.util.Optional;

/**
 * What gives the codes that the login page asks for after the password. Of one's own, it may read
 * them from a device, a message or another program. Called on the thread that logs in, for one
 * login at a time.
 */
@FunctionalInterface
@ApiLevel(ApiLevel.Kind.SPI)
public interface SecondFactor {

  /**
   * Returns a code to be typed, a different one for each call.
   *
   * @param ask how often the page has asked in this login, this time included; 1 is the first
   * @return nothing when there is no code to give
   * @throws InterruptedException when the thread is interrupted while it waits for one
   */
  Optional<Secret> code(int ask) throws InterruptedException;

  /** Returns one that has no code. */
  static SecondFactor none() {
    return ask -> Optional.empty();
  }

  /**
   * Returns an authenticator (RFC 6238), which gives no code twice and waits for the next one where
   * the present one ends soon.
   *
   * @param secret what the authenticator was given
   * @param runtime clock, and what waits
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when the secret is malformed
   */
  static SecondFactor totp(Secret secret, AuthRuntime runtime) {
    Totp totp = Totp.of(secret, runtime);
    return ask -> Optional.of(Secret.of(totp.next().text()));
  }

  /** Returns one that has this code and no other. */
  static SecondFactor oneOff(Secret code) {
    Objects.requireNonNull(code, "code");
    return ask -> ask == 1 ? Optional.of(code) : Optional.empty();
  }
}
