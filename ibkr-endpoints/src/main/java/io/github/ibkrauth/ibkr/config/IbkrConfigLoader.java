package io.github.ibkrauth.ibkr.config;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigLoader;
import io.github.ibkrauth.ibkr.IbkrSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads settings from a file, then from directories of mounted secrets, then from environment
 * variables under the names of other programs ({@code IBIND_OAUTH1A_CONSUMER_KEY}), then from those
 * under our own ({@code IBKR_AUTH_STRATEGY}), then from system properties ({@code
 * ibkr.auth.strategy}); what comes later wins.
 *
 * <p>The file is the one that system property {@code ibkr.config} or environment variable {@code
 * IBKR_CONFIG} names, else {@code ibkr.yaml} in the working directory, else {@code
 * .ibkr/config.yaml} in the home directory. By its ending it is YAML ({@code .yaml}, {@code .yml}),
 * JSON ({@code .json}) or properties ({@code .properties}); it may also be a file of another
 * program, such as ibauth's {@code config.yaml}. Names may be nested or dotted. Settings below
 * {@code profiles.NAME} overlay the others when that profile is chosen, by argument or with
 * environment variable {@code IBKR_PROFILE} or system property {@code ibkr.profile}.
 *
 * <p>Paths in the settings, also those of {@code file:} references, stay as they are written: a
 * relative one is relative to the working directory, not to the file.
 *
 * <p>Thread-safe. {@link AuthConfig#load()} uses this loader.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class IbkrConfigLoader implements ConfigLoader {

  private static final String STRATEGY_MISSING = "ibkr.auth.strategy is missing";
  private static final System.Logger LOG = System.getLogger(IbkrConfigLoader.class.getName());

  private final Map<String, String> environment;
  private final Properties properties;
  private final Path directory;
  private final Path home;

  /** Creates the loader for this process. */
  public IbkrConfigLoader() {
    this(
        System.getenv(),
        System.getProperties(),
        Path.of(""),
        Path.of(System.getProperty("user.home", "")));
  }

  /**
   * Creates the loader for other surroundings than those of this process.
   *
   * @param environment environment variables
   * @param properties system properties
   * @param directory the working directory
   * @param home the user's home directory
   */
  public IbkrConfigLoader(
      Map<String, String> environment, Properties properties, Path directory, Path home) {
    this.environment = Map.copyOf(environment);
    this.properties = Objects.requireNonNull(properties, "properties");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.home = Objects.requireNonNull(home, "home");
  }

  /**
   * Loads the settings from the usual places.
   *
   * @throws AuthConfigurationException when there are none, the file cannot be read or holds
   *     something else than settings, there is no such profile, or two sources contradict each
   *     other; with all other problems of the settings
   */
  @Override
  public AuthConfig load() {
    return load(null, null);
  }

  /**
   * Loads the settings.
   *
   * @param fileOrNull the file to read instead of looking for one
   * @param profileOrNull the profile to use instead of the one the environment names
   * @throws AuthConfigurationException as {@link #load()} does
   */
  public AuthConfig load(@Nullable Path fileOrNull, @Nullable String profileOrNull) {
    ConfigFindings findings = read(fileOrNull, profileOrNull);
    if (!findings.problems().isEmpty()) {
      throw new AuthConfigurationException(findings.problems());
    }
    if (findings.config().isEmpty()) {
      throw new AuthConfigurationException(List.of(nothingFound(findings.file())));
    }
    findings.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    return findings.config();
  }

  /**
   * Looks for settings like {@link #load(Path, String)}, and tells what is wrong instead of
   * throwing.
   *
   * @param fileOrNull the file to read instead of looking for one
   * @param profileOrNull the profile to use instead of the one the environment names
   * @throws AuthConfigurationException when the file cannot be read at all
   */
  public ConfigFindings read(@Nullable Path fileOrNull, @Nullable String profileOrNull) {
    Optional<Path> path = fileOrNull != null ? Optional.of(fileOrNull) : file();
    Optional<String> profile = profileOrNull != null ? Optional.of(profileOrNull) : profile();
    if (path.isEmpty() && profile.isPresent()) {
      throw new AuthConfigurationException(
          List.of(
              "The profile '"
                  + profile.get()
                  + "' cannot be used, because there is no configuration file. "
                  + places()));
    }
    ConfigFile file = path.map(ConfigFile::read).orElse(null);
    ConfigReading reading =
        new ConfigReading(environment, systemSettings(), file, profile, this::withHome, directory);
    AuthConfig config = reading.read();
    Set<String> problems = new LinkedHashSet<>(reading.problems());
    if (!problems.isEmpty() && (file == null || file.hasProfile(profile))) {
      // What was said about the choice of the strategy is more exact than that it is missing.
      boolean aboutChoice = problems.stream().anyMatch(ConfigReading::isAboutChoice);
      IbkrSettings.problems(config).stream()
          .filter(problem -> !aboutChoice || !problem.startsWith(STRATEGY_MISSING))
          .forEach(problems::add);
    }
    List<String> warnings = new ArrayList<>(reading.warnings());
    path.ifPresent(read -> OpenFile.warning(read, reading.written()).ifPresent(warnings::add));
    return new ConfigFindings(
        config,
        path,
        file == null ? Set.of() : file.profiles(),
        List.copyOf(problems),
        warnings,
        reading.notes());
  }

  /**
   * Returns the file that {@link #load()} reads, if there is one: the named one, whether it exists
   * or not, or else the first of the usual ones that exists.
   */
  public Optional<Path> file() {
    Optional<String> named = named("ibkr.config", "IBKR_CONFIG");
    if (named.isPresent()) {
      return Optional.of(path(named.get()));
    }
    return List.of(directory.resolve("ibkr.yaml"), home.resolve(".ibkr").resolve("config.yaml"))
        .stream()
        .filter(Files::exists)
        .findFirst();
  }

  /** Returns the profile that a system property or the environment names. */
  public Optional<String> profile() {
    return named("ibkr.profile", "IBKR_PROFILE");
  }

  private Path path(String text) {
    try {
      return directory.resolve(withHome(text));
    } catch (InvalidPathException e) {
      throw new AuthConfigurationException(
          List.of("The configuration file that ibkr.config or IBKR_CONFIG names is no path."));
    }
  }

  private String withHome(String text) {
    return text.startsWith("~/") ? home.resolve(text.substring(2)).toString() : text;
  }

  private Optional<String> named(String property, String variable) {
    return Optional.ofNullable(properties.getProperty(property))
        .filter(text -> !text.isBlank())
        .or(() -> Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank()))
        .map(String::strip);
  }

  private Map<String, String> systemSettings() {
    Map<String, String> settings = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("ibkr.")) {
        settings.put(name, Objects.requireNonNullElse(properties.getProperty(name), ""));
      }
    }
    return settings;
  }

  private static String nothingFound(Optional<Path> file) {
    return file.map(path -> "There is no configuration: " + path + " sets nothing below ibkr.auth.")
            .orElse("There is no configuration.")
        + " "
        + places()
        + " A minimal ibkr.yaml names the strategy and, below its id, what it needs:"
        + " ibkr: {auth: {strategy: oauth2-jwt, oauth2-jwt: {client-id: …, …}}}.";
  }

  private static String places() {
    return "Settings are looked for in the file that IBKR_CONFIG names, in ./ibkr.yaml, in"
        + " ~/.ibkr/config.yaml, in environment variables such as IBKR_AUTH_STRATEGY, and in system"
        + " properties such as ibkr.auth.strategy.";
  }
}
