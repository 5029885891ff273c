package io.github.ibkrauth.ibkr.config;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings in one file, and its profiles. Immutable. */
final class ConfigFile {

  private static final long LARGEST = 1024 * 1024;
  private static final String PROFILES = "profiles";
  private static final List<String> TOP = List.of("ibkr", PROFILES);
  private static final List<String> SINGLE = List.of("ibkr.account-id", "ibkr.secrets-directory");
  private static final List<String> SECTIONS = List.of("ibkr.auth", "ibkr.session", "ibkr.limits");

  private final String name;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
  private final Set<String> problems = new TreeSet<>();
  private final Optional<Translation> translation;

  private ConfigFile(String name, Map<String, String> flat) {
    this.name = name;
    this.translation = ForeignFile.translate(name, flat);
    if (translation.isEmpty()) {
      flat.forEach(this::sort);
    } else {
      problems.addAll(translation.get().problems());
    }
  }

  /**
   * Reads a file by its ending.
   *
   * @throws AuthConfigurationException when it cannot be read or understood; never quotes a value
   */
  static ConfigFile read(Path file) {
    String name = file.toString();
    return of(name, flat(name, text(file, name)));
  }

  /** Sorts names and values that were read already. */
  static ConfigFile of(String name, Map<String, String> flat) {
    return new ConfigFile(name, flat);
  }

  /**
   * Reads a text by the ending of the file's name.
   *
   * @throws AuthConfigurationException when it cannot be understood; never quotes a value
   */
  static Map<String, String> flat(String name, String text) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "yaml", "yml" -> TreeSettings.ofYaml(name, text);
      case "json" -> TreeSettings.ofJson(name, text);
      case "properties" -> PropertySettings.of(name, text);
      case "env" -> DotEnv.of(name, text);
      default ->
          throw problem(
              "The configuration file "
                  + name
                  + " must end in .yaml, .yml, .json or .properties (or .env, for one of"
                  + " another program).");
    };
  }

  /** Returns the file as messages call it. */
  String name() {
    return name;
  }

  /** Returns what is wrong with its names, one sentence each. */
  Set<String> problems() {
    return problems;
  }

  /** Returns what became of it, if it is a file of another program. */
  Optional<Translation> translation() {
    return translation;
  }

  /** Returns the settings outside profiles by their full names. */
  Map<String, String> settings() {
    return translation.map(Translation::values).orElse(settings);
  }

  /** Returns whether that profile is there, or none is wanted. */
  boolean hasProfile(Optional<String> wanted) {
    return wanted.map(profiles::containsKey).orElse(true);
  }

  /** Returns the names of the profiles. */
  Set<String> profiles() {
    return profiles.keySet();
  }

  /**
   * Returns the settings of one profile.
   *
   * @throws AuthConfigurationException when there is none of that name
   */
  Map<String, String> profile(String wanted) {
    Map<String, String> overlay = profiles.get(wanted);
    if (overlay == null) {
      throw problem(
          "There is no profile '"
              + wanted
              + "' in "
              + name
              + (profiles.isEmpty()
                  ? ", which has no profiles."
                  : "; it has " + String.join(", ", profiles.keySet()) + ".")
              + didYouMean(wanted, profiles.keySet()));
    }
    return overlay;
  }

  static AuthConfigurationException problem(String sentence) {
    return new AuthConfigurationException(List.of(sentence));
  }

  private void sort(String key, String value) {
    String[] parts = key.split("\\.", 3);
    if (!parts[0].equals(PROFILES)) {
      check(key);
      settings.put(key, value);
    } else if (parts.length < 3) {
      problems.add(
          "In "
              + name
              + " '"
              + key
              + "' must hold settings of a profile: profiles, its name, then ibkr.");
    } else {
      check(parts[2]);
      profiles.computeIfAbsent(parts[1], any -> new LinkedHashMap<>()).put(parts[2], value);
    }
  }

  /** Only names that this library knows may stand at the top, lest a typo go unseen. */
  private void check(String key) {
    String[] parts = key.split("\\.", 3);
    if (!parts[0].equals("ibkr")) {
      problems.add(
          "The name '"
              + parts[0]
              + "' in "
              + name
              + " is unknown: settings stand below ibkr, profiles below profiles."
              + didYouMean(parts[0], TOP));
      return;
    }
    if (SINGLE.contains(key)) {
      return;
    }
    String section = parts.length < 2 ? parts[0] : parts[0] + "." + parts[1];
    if (!SECTIONS.contains(section) || parts.length < 3) {
      problems.add(
          "The name '"
              + section
              + "' in "
              + name
              + (SECTIONS.contains(section) || section.equals("ibkr")
                  ? " must hold settings, not a value."
                  : " is unknown." + didYouMean(section, known())));
    }
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>(SECTIONS);
    known.addAll(SINGLE);
    return known;
  }

  private static String text(Path file, String name) {
    try {
      if (Files.isDirectory(file)) {
        throw problem("The configuration file " + name + " is a directory.");
      }
      if (Files.size(file) > LARGEST) {
        throw problem("The configuration file " + name + " is larger than 1 MiB.");
      }
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw problem("The configuration file " + name + " does not exist.");
    } catch (CharacterCodingException e) {
      throw problem("The configuration file " + name + " is not UTF-8 text.");
    } catch (IOException e) {
      throw problem(
          "The configuration file "
              + name
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + ").");
    }
  }

  private static String didYouMean(String word, Collection<String> known) {
    return AuthConfig.nearestName(word, known)
        .map(name -> " Did you mean '" + name + "'?")
        .orElse("");
  }
}
