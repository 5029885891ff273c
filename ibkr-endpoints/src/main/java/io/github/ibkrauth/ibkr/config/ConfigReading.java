package io.github.ibkrauth.ibkr.config;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One reading of all sources: lays them over each other and finds what contradicts. */
final class ConfigReading {

  private static final String PREFIX = "ibkr.auth";

  private final Map<String, String> environment;
  private final Map<String, String> properties;
  private final @Nullable ConfigFile file;
  private final Optional<String> profile;
  private final UnaryOperator<String> homeResolver;
  private final Path directory;
  private final Set<String> problems = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private final Translation variables;
  private final Map<String, String> base = new LinkedHashMap<>();
  private final Map<String, String> overlay = new LinkedHashMap<>();
  private final List<Path> mounted = new ArrayList<>();

  /**
   * Prepares the reading.
   *
   * @param environment environment variables
   * @param properties system properties that begin with {@code ibkr.}
   * @param file the file, if there is one
   * @param profile the profile that is wanted
   * @param homeResolver puts the home directory in the place of {@code ~/}
   * @param directory what relative paths of directories are relative to
   */
  ConfigReading(
      Map<String, String> environment,
      Map<String, String> properties,
      @Nullable ConfigFile file,
      Optional<String> profile,
      UnaryOperator<String> homeResolver,
      Path directory) {
    this.environment = environment;
    this.properties = properties;
    this.file = file;
    this.profile = profile;
    this.homeResolver = homeResolver;
    this.directory = directory;
    this.variables = Translation.ofVariables(environment, "");
  }

  /** Returns the settings. */
  AuthConfig read() {
    if (file != null) {
      problems.addAll(file.problems());
      base.putAll(file.settings());
      profile.ifPresent(name -> overlay.putAll(profileOf(file, name)));
    }
    problems.addAll(variables.problems());
    findMounted();
    nameStrategy();
    if (file != null) {
      base.putAll(file.settings());
    }
    layOver();
    return config();
  }

  /** Returns whether a sentence tells why no strategy could be told. */
  static boolean isAboutChoice(String problem) {
    return problem.contains("cannot be told") || problem.contains("bearer token");
  }

  /** Returns what is wrong. */
  Set<String> problems() {
    return problems;
  }

  /** Returns what is hardly meant so. */
  List<String> warnings() {
    return warnings;
  }

  /** Returns what the file sets, with its profile. */
  Map<String, String> written() {
    Map<String, String> written = new LinkedHashMap<>(base);
    written.putAll(overlay);
    return written;
  }

  /** Returns what has no effect. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(variables.notes());
    foreign().map(Translation::notes).ifPresent(notes::addAll);
    return notes;
  }

  private Map<String, String> profileOf(ConfigFile from, String name) {
    try {
      return from.profile(name);
    } catch (AuthConfigurationException e) {
      problems.addAll(e.problems());
      return Map.of();
    }
  }

  /** Finds the directories of secrets; what is named last is the strongest. */
  private void findMounted() {
    String variable = "IBKR_SECRETS_DIRECTORY";
    String name = "ibkr.secrets-directory";
    String property = properties.get(name);
    String exported = environment.get(variable);
    String written = overlay.getOrDefault(name, base.get(name));
    String named = property != null ? property : exported != null ? exported : written;
    String origin =
        property != null
            ? "system property " + name
            : exported != null ? "environment variable " + variable : name;
    if (named == null) {
      return;
    }
    for (String part : named.split(",")) {
      if (!part.isBlank()) {
        mount(part.strip(), origin);
      }
    }
  }

  private void mount(String written, String origin) {
    try {
      Path path = directory.resolve(homeResolver.apply(written));
      if (Files.isDirectory(path) && Files.isReadable(path)) {
        mounted.add(path);
        return;
      }
      problems.add(
          "The directory of secrets "
              + written
              + ", named by "
              + origin
              + ", "
              + (Files.exists(path) ? "cannot be listed" : "does not exist")
              + ": mount it, or remove the setting.");
    } catch (InvalidPathException e) {
      problems.add("The directory of secrets that " + origin + " names is no path: correct it.");
    }
  }

  /** Finds out which strategy is meant, so that names can be read that depend on it. */
  private void nameStrategy() {
    AuthConfig known = config();
    Optional<String> named = quietly(known);
    if (named.isEmpty()) {
      Optional<Translation> meant =
          Optional.of(variables)
              .filter(found -> found.impliedSection().isPresent() || found.ambiguity().isPresent())
              .or(this::foreign);
      meant.flatMap(Translation::ambiguity).ifPresent(problems::add);
      meant.ifPresent(found -> found.impliedSection().ifPresent(found::imply));
      named = meant.flatMap(Translation::impliedSection);
    }
    String section = named.map(AliasNames::section).orElse("");
    variables.forStrategy(section);
    foreign().ifPresent(found -> found.forStrategy(section));
    problems.addAll(variables.problems());
    foreign().ifPresent(found -> problems.addAll(found.problems()));
  }

  private static Optional<String> quietly(AuthConfig config) {
    try {
      return config.find(AuthStrategies.STRATEGY);
    } catch (AuthConfigurationException e) {
      // Whoever chooses the strategy reports it.
      return Optional.empty();
    }
  }

  /** Settles what the variables of other programs say differently from the other sources. */
  private void layOver() {
    for (String name : List.copyOf(variables.values().keySet())) {
      Optional<String> stronger = stronger(name);
      if (stronger.isPresent()) {
        String winner = stronger.get();
        if (!AliasValue.same(strongValue(winner), variables.values().getOrDefault(name, ""))) {
          warn(Slot.of(name), strongOrigin(winner), variables.origins().getOrDefault(name, ""));
        }
        if (!winner.equals(name)) {
          variables.remove(name);
        }
      } else {
        overrule(
            name, overlay, file == null ? "" : file.name() + ", profile " + profile.orElse(""));
        overrule(name, base, file == null ? "" : file.name());
      }
    }
  }

  /** Returns the name under which a stronger source gives the same. */
  private Optional<String> stronger(String name) {
    return ways(name).stream()
        .filter(way -> properties.containsKey(way) || environment.containsKey(variable(way)))
        .findFirst();
  }

  private static List<String> ways(String name) {
    String slot = Slot.of(name);
    List<String> ways = new ArrayList<>(List.of(name));
    for (String ending : List.of("", "-file", "-store")) {
      if (Slot.of(slot + ending).equals(slot) && !ways.contains(slot + ending)) {
        ways.add(slot + ending);
      }
    }
    return ways;
  }

  private String strongValue(String name) {
    return properties.getOrDefault(name, environment.getOrDefault(variable(name), ""));
  }

  private String strongOrigin(String name) {
    return properties.containsKey(name)
        ? "system property " + name
        : "environment variable " + variable(name);
  }

  private void overrule(String name, Map<String, String> weaker, String source) {
    for (String way : ways(name)) {
      String value = weaker.get(way);
      if (value != null) {
        if (!way.equals(name)
            || !AliasValue.same(value, variables.values().getOrDefault(name, ""))) {
          warn(Slot.of(name), variables.origins().getOrDefault(name, ""), source);
        }
        if (!way.equals(name)) {
          weaker.remove(way);
        }
      }
    }
  }

  private void warn(String slot, String used, String unused) {
    warnings.add(
        slot
            + " has different values in "
            + used
            + ", which is used, and in "
            + unused
            + ", which is not: remove the one that is not meant.");
  }

  private Optional<Translation> foreign() {
    return file == null ? Optional.empty() : file.translation();
  }

  private AuthConfig config() {
    AuthConfig.Builder builder = AuthConfig.builder().prefix(PREFIX);
    if (file != null) {
      builder.values(file.name(), base, foreign().map(Translation::origins).orElse(Map.of()));
      profile.ifPresent(name -> builder.values(file.name() + ", profile " + name, overlay));
    }
    mounted.forEach(builder::directory);
    return builder
        .values("environment variables", variables.values(), variables.origins())
        .environment(environment)
        .values("system property", properties)
        .build();
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
