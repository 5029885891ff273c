package io.github.ibkrauth.auth.spi;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategy;
import java.util.Set;

/**
 * The service that makes a strategy known. List the class in {@code
 * META-INF/services/io.github.ibkrauth.auth.spi.AuthStrategyProvider} and, in a named module, under
 * {@code provides}. It needs a public constructor without parameters that does no work.
 */
@ApiLevel(ApiLevel.Kind.SPI)
public interface AuthStrategyProvider {

  /**
   * Returns the id by which the configuration names this strategy: {@code [a-z][a-z0-9-]{1,39}},
   * unique on the class path.
   */
  String id();

  /** Returns other names by which it may be called. */
  default Set<String> aliases() {
    return Set.of();
  }

  /** Returns {@code SpiVersion.CURRENT}. */
  int spiVersion();

  /** Returns every key this strategy reads. */
  ConfigSpec configSpec();

  /**
   * Validates everything and returns the strategy. No network, no threads.
   *
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException with every problem found
   */
  AuthStrategy create(AuthConfig config, AuthRuntime runtime);
}
