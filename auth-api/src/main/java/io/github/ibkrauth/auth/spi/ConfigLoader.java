package io.github.ibkrauth.auth.spi;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;

/**
 * The service that finds the settings where an application's users keep them: files, profiles, the
 * environment. At most one may be on the class path. Called by {@link AuthConfig#load()}.
 */
@ApiLevel(ApiLevel.Kind.SPI)
public interface ConfigLoader {

  /**
   * Loads the settings.
   *
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when a source exists and
   *     cannot be read
   */
  AuthConfig load();
}
