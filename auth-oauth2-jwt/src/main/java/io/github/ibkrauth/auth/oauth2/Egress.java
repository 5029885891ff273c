package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says from which address requests reach the broker: asks the resolver, or reads the setting. */
final class Egress {

  private final @Nullable EgressIpResolver resolver;
  private final @Nullable String fixed;
  private final String settingName;

  /**
   * Creates it.
   *
   * @param resolver lent by the application, instead of the setting
   * @param fixed the setting's value
   * @param settingName the setting's name, for messages
   */
  Egress(@Nullable EgressIpResolver resolver, @Nullable String fixed, String settingName) {
    this.resolver = resolver;
    this.fixed = fixed;
    this.settingName = settingName;
  }

  /** Returns the address as of now. */
  String current() throws InterruptedException {
    if (resolver == null) {
      if (fixed == null) {
        throw new AuthConfigurationException(List.of(settingName + " is missing."));
      }
      return fixed;
    }
    @Nullable String answer;
    try {
      answer = resolver.resolve();
    } catch (IOException | RuntimeException e) {
      throw new AuthTransportException(
          Details.of(
                  AuthErrorCode.TRANSPORT,
                  Step.SSO_SESSION.title()
                      + ": the application's EgressIpResolver could not find the public address ("
                      + e.getClass().getSimpleName()
                      + "). Try again, or set "
                      + settingName
                      + " and lend no resolver.")
              .withStrategy(OAuth2JwtProvider.ID)
              .withCause(e));
    }
    if (answer == null || !IpAddresses.isLiteral(answer)) {
      throw new AuthConfigurationException(
          List.of(
              Step.SSO_SESSION.title()
                  + ": the application's EgressIpResolver answered with something that is no IPv4"
                  + " or IPv6 address."));
    }
    return answer;
  }

  /** Returns whether the address is known to be another one now; asks the resolver, if any. */
  boolean movedFrom(@Nullable String address) {
    if (resolver == null || address == null) {
      return false;
    }
    try {
      return !current().equals(address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (AuthTransportException | AuthConfigurationException e) {
      return false;
    }
  }

  /** Returns where the address comes from, for messages. */
  String source() {
    return resolver == null ? settingName : "the application's EgressIpResolver";
  }
}
