package io.github.ibkrauth.auth.oauth1a;

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
 * Makes the strategy {@code oauth1a}: OAuth 1.0a (RFC 5849) as the broker extends it, with a live
 * session token by Diffie-Hellman exchange and an HMAC-SHA256 signature on each call. {@link
 * OAuth1aKeys} lists its settings.
 *
 * <p>An application may lend, through {@link AuthRuntime#service}, an {@code RsaSigner} instead of
 * the settings of the signature key, an {@code RsaDecrypter} instead of those of the encryption
 * key, an {@code HttpTransport}, and a {@code TokenStore} with a {@code SecretSealer}, from which
 * the access token of a third party's grant is read when none is configured.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OAuth1aProvider implements AuthStrategyProvider {

  static final String ID = "oauth1a";

  /** Creates the provider; does no work. */
  public OAuth1aProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("oauth1", "oauth10a", "oauth_1.0a");
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
   * Validates everything and returns the strategy: both keys, the prime, and that the encryption
   * key opens the access token secret, which tells swapped keys. A lent decrypter is not asked
   * before a session is opened.
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
    return new OAuth1aStrategy(reader.read(), config, runtime);
  }
}
