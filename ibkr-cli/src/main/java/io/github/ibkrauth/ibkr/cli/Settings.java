package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.ibkr.config.ConfigFindings;
import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The settings that a command line names or that lie where settings are looked for. */
final class Settings {

  private final SettingSources sources;
  private final IbkrConfigLoader loader;
  private final Optional<Path> file;
  private final Optional<String> profile;

  Settings(SettingSources sources, Optional<Path> file, Optional<String> profile) {
    this(sources, Map.of(), file, profile);
  }

  private Settings(
      SettingSources sources,
      Map<String, String> commandLine,
      Optional<Path> file,
      Optional<String> profile) {
    this.sources = sources;
    this.loader = sources.loader(commandLine);
    this.file = file;
    this.profile = profile;
  }

  /** Returns the same, with settings that the command line holds under their full names. */
  Settings with(Map<String, String> commandLine) {
    return new Settings(sources, commandLine, file, profile);
  }

  /** Returns whether the command line names a file or a profile. */
  boolean areNamed() {
    return file.isPresent() || profile.isPresent();
  }

  /** Returns the file that is read, if there is one. */
  Optional<Path> file() {
    return file.or(loader::file);
  }

  /** Returns whether there is a file, or the command line says so. */
  boolean haveFile() {
    return areNamed() || loader.file().isPresent();
  }

  /**
   * Reads them.
   *
   * @throws AuthConfigurationException when there are none, or a file cannot be read
   */
  AuthConfig load() {
    return loader.load(file.orElse(null), profile.orElse(null));
  }

  /** Returns the profile that the command line, the environment or a property names. */
  Optional<String> profile() {
    return profile.or(loader::profile);
  }

  /**
   * Reads them, and tells what is wrong instead of throwing.
   *
   * @throws AuthConfigurationException when a file cannot be read at all
   */
  ConfigFindings read() {
    return loader.read(file.orElse(null), profile.orElse(null));
  }

  /**
   * Reads them, if there are any.
   *
   * @throws AuthConfigurationException when a file cannot be read
   */
  Optional<AuthConfig> loadIfAny() {
    try {
      return Optional.of(load());
    } catch (AuthConfigurationException e) {
      if (haveFile()) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
