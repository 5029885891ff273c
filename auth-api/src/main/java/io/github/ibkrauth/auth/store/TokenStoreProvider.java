package io.github.ibkrauth.auth.store;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.spi.ConfigSpec;

/** The service that makes a kind of store known. */
@ApiLevel(ApiLevel.Kind.SPI)
public interface TokenStoreProvider {

  /**
   * Returns the id by which the configuration names this kind of store: {@code
   * [a-z][a-z0-9-]{1,39}}.
   */
  String id();

  /** Returns every key it reads. */
  ConfigSpec configSpec();

  /**
   * Returns a store; connects on first use.
   *
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException with every problem found
   */
  TokenStore create(AuthConfig config, AuthRuntime runtime);
}
