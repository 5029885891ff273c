package io.github.ibkrauth.ibkr.config;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.ibkr.IbkrSettings;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that somebody else typed in or uploaded, in any form that a configuration file or the
 * environment may have, those of other programs included. Who typed them may be a stranger: nothing
 * is read from this computer, so that values must be the values themselves, no references and no
 * paths.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class TypedSettings {

  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final int LONGEST = 256 * 1024;
  private static final String FILE = "-file";
  private static final String FORM = "what was typed in";
  private static final String PLACE = " names a place instead of a value: paste the value itself.";

  private final Map<String, String> variables;
  private final @Nullable ConfigFile file;
  private final Set<String> problems;

  private TypedSettings(
      Map<String, String> variables, @Nullable ConfigFile file, Set<String> problems) {
    this.variables = variables;
    this.file = file;
    this.problems = problems;
  }

  /**
   * Takes names and values as they were typed: our full names, fields of other programs' files, or
   * names of environment variables.
   */
  public static TypedSettings of(Map<String, String> typed) {
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> fields = new LinkedHashMap<>();
    typed.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            (VARIABLE.matcher(name.strip()).matches() ? variables : fields)
                .put(name.strip(), value.strip());
          }
        });
    ConfigFile file = fields.isEmpty() ? null : ConfigFile.of(FORM, fields);
    return new TypedSettings(variables, file, forbidden(typed));
  }

  /**
   * Takes the content of a file as it was uploaded.
   *
   * @param name its name, whose ending tells the format: {@code .yaml}, {@code .json}, {@code
   *     .properties} or {@code .env}
   * @param content the text
   * @throws AuthConfigurationException when it cannot be understood at all; never quotes a value
   */
  public static TypedSettings ofFile(String name, String content) {
    if (content.length() > LONGEST) {
      throw new AuthConfigurationException(
          List.of("The file is longer than " + LONGEST / 1024 + " KiB: it holds no credentials."));
    }
    String shown = name.replaceAll(".*[/\\\\]", "").replaceAll("[^A-Za-z0-9._-]", "_");
    Map<String, String> flat = ConfigFile.flat(shown, content);
    return new TypedSettings(Map.of(), ConfigFile.of(shown, flat), forbidden(flat));
  }

  /**
   * Directories of secrets are this computer's, profiles choose between logins, and a reference
   * would be followed here: such are refused before anything looks at them.
   */
  private static Set<String> forbidden(Map<String, String> typed) {
    Set<String> problems = new LinkedHashSet<>();
    typed.forEach(
        (name, value) -> {
          String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
          if (plain.contains("secrets-directory") || plain.startsWith("profiles.")) {
            problems.add("The name " + shown(name) + " cannot be used here: leave it out.");
          }
          if (AliasValue.isReference(value.strip())) {
            problems.add(shown(name) + PLACE);
          }
        });
    return problems;
  }

  /**
   * Returns what was typed under the full names of our settings.
   *
   * @param strategies those that may be chosen
   */
  public Reading read(AuthStrategies strategies) {
    if (!problems.isEmpty()) {
      return new Reading(Map.of(), List.copyOf(problems), List.of());
    }
    ConfigReading reading =
        new ConfigReading(
            variables, Map.of(), file, Optional.empty(), UnaryOperator.identity(), Path.of(""));
    AuthConfig config = reading.read();
    List<String> found = new ArrayList<>(reading.problems());
    Map<String, String> values = new LinkedHashMap<>();
    List<ConfigKey<?>> keys = new ArrayList<>(IbkrSettings.choice());
    IbkrSettings.authSections(strategies).stream().map(ConfigSpec::keys).forEach(keys::addAll);
    for (ConfigKey<?> key : keys) {
      if (config.isSet(key)) {
        take(config, key, values, found);
      }
    }
    return new Reading(values, found, reading.notes());
  }

  private static void take(
      AuthConfig config, ConfigKey<?> key, Map<String, String> values, List<String> problems) {
    // As a text: a number or an address would be checked here, and is by who uses it.
    ConfigKey<String> text = ConfigKey.text(key.name());
    boolean isReference = config.reference(text).isPresent();
    String name = config.spelling(key);
    if (!isReference && key.type() != ConfigKey.Type.PATH) {
      values.put(name, config.get(text));
    } else if (!isReference && name.endsWith(FILE) && isContent(config.get(text))) {
      // The content of the file was pasted where its path would stand.
      values.put(name.substring(0, name.length() - FILE.length()), config.get(text));
    } else {
      problems.add(name + " (" + config.origin(key).orElse("?") + ")" + PLACE);
    }
  }

  private static boolean isContent(String value) {
    return AliasValue.isKey(value) || AliasValue.isDh(value);
  }

  private static String shown(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** Shows nothing of it. */
  @Override
  public String toString() {
    return "TypedSettings(****)";
  }

  /**
   * What was typed, understood. Immutable.
   *
   * @param values by full name; there are secrets among them
   * @param problems what cannot be used, one sentence each; names settings, never values
   * @param notes what has no effect, one sentence each
   */
  public record Reading(Map<String, String> values, List<String> problems, List<String> notes) {

    /** Copies everything. */
    public Reading {
      values = Map.copyOf(values);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }

    /** Shows names only. */
    @Override
    public String toString() {
      return "Reading(" + values.keySet() + ")";
    }
  }
}
