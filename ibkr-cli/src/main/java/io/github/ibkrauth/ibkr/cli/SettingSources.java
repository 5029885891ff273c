package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.googlehttp.support.KnownServers;
import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where settings are looked for.
 *
 * @param environment environment variables
 * @param properties system properties
 * @param directory the working directory
 * @param home the user's home directory
 */
record SettingSources(
    Map<String, String> environment, Properties properties, Path directory, Path home) {

  /** Copies the variables; the properties stay those of their owner. */
  SettingSources {
    environment = Map.copyOf(environment);
  }

  /** Returns those of this process. */
  static SettingSources ofProcess() {
    return new SettingSources(
        System.getenv(),
        System.getProperties(),
        Path.of(""),
        Path.of(System.getProperty("user.home", "")));
  }

  /**
   * Returns a loader.
   *
   * @param commandLine settings that the command line holds, under their full names; they win
   */
  IbkrConfigLoader loader(Map<String, String> commandLine) {
    if (commandLine.isEmpty()) {
      return new IbkrConfigLoader(environment, properties, directory, home);
    }
    Properties both = new Properties();
    properties
        .stringPropertyNames()
        .forEach(name -> both.setProperty(name, properties.getProperty(name)));
    commandLine.forEach(both::setProperty);
    return new IbkrConfigLoader(environment, both, directory, home);
  }

  /** Returns where the state of this user's programs is kept. */
  Path stateDirectory() {
    return KnownServers.defaultDirectory(environment, System.getProperty("os.name", ""), home);
  }

  /** Returns what is set for {@code ibkr} outside of files. */
  AuthConfig withoutFiles() {
    return AuthConfig.builder()
        .prefix("ibkr")
        .environment(environment)
        .properties("system property", properties)
        .build();
  }
}
