package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Makes the strategy {@code oauth2-jwt}: OAuth 2.0 client credentials with a signed assertion (RFC
 * 7523, {@code private_key_jwt}), followed by the broker's SSO session. {@link OAuth2JwtKeys} lists
 * its settings.
 *
 * <p>With {@code grant = authorization-code} it is the access of a user who connected through
 * {@code io.github.ibkrauth.auth.connect.ConnectFlow}: the access token out of the store is the
 * bearer of everything, and there is no SSO session.
 *
 * <p>An application may lend, through {@link AuthRuntime#service}, an {@code RsaSigner} instead of
 * the private key settings, an {@link EgressIpResolver} instead of a fixed address, and an {@code
 * HttpTransport}. A lent signer or resolver beside the setting it stands for is a problem, since
 * one of the two would have no effect.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OAuth2JwtProvider implements AuthStrategyProvider {

  static final String ID = "oauth2-jwt";

  /** Creates the provider; does no work. */
  public OAuth2JwtProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> aliases() {
    return Set.of(
        "oauth2", "ib_oauth", "ibkr_oauth", "interactive_brokers_oauth", "oauth2_private_key_jwt");
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public ConfigSpec configSpec() {
    return SettingsReader.SPEC;
  }

  /**
   * Validates everything, the private key included, and returns the strategy.
   *
   * @throws AuthConfigurationException with every problem found
   */
  @Override
  public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(runtime, "runtime");
    SettingsReader reader = new SettingsReader(config, runtime);
    List<String> problems = reader.problems();
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    ConsentReader consent = new ConsentReader(config, runtime);
    return new OAuth2JwtStrategy(
        reader.read(), consent.ofUsers() ? consent.read() : null, config, runtime);
  }
}
