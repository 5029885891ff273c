package io.github.ibkrauth.auth.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One source of settings. Immutable. */
public sealed interface ConfigLayer {

  /** Returns the value set for a full name, such as {@code ibkr.auth.strategy}. */
  Optional<String> value(String fullName);

  /** Returns where that value stands, for messages. */
  String origin(String fullName);

  /** Returns the names set below a prefix, in the form in which the layer writes them. */
  Set<String> namesBelow(String prefix);

  /** Returns how this layer writes a full name. */
  String spelling(String fullName);

  /** Returns every way in which this layer may write a full name. */
  default Set<String> spellings(String fullName) {
    return Set.of(spelling(fullName));
  }

  /** Returns whether every value is the place at which it stands, and not the value itself. */
  default boolean holdsReferences() {
    return false;
  }

  /**
   * Settings under their full names: a file, system properties, code.
   *
   * @param source where values stand
   * @param values the values
   * @param origins where single values stand, if not at the source
   */
  record Named(String source, Map<String, String> values, Map<String, String> origins)
      implements ConfigLayer {

    /** Copies the values. */
    public Named {
      values = Map.copyOf(values);
      origins = Map.copyOf(origins);
    }

    @Override
    public Optional<String> value(String fullName) {
      return Optional.ofNullable(values.get(fullName));
    }

    @Override
    public String origin(String fullName) {
      return origins.getOrDefault(fullName, source);
    }

    @Override
    public Set<String> namesBelow(String prefix) {
      Set<String> names = new TreeSet<>();
      values.keySet().stream().filter(name -> name.startsWith(prefix + ".")).forEach(names::add);
      return names;
    }

    @Override
    public String spelling(String fullName) {
      return fullName;
    }

    /** Returns names only. */
    @Override
    public String toString() {
      return source + new TreeSet<>(values.keySet());
    }
  }

  /**
   * Settings as environment variables: {@code ibkr.auth.strategy} is {@code IBKR_AUTH_STRATEGY}.
   */
  record Environment(Map<String, String> variables) implements ConfigLayer {

    /** Copies the variables. */
    public Environment {
      variables = Map.copyOf(variables);
    }

    @Override
    public Optional<String> value(String fullName) {
      return Optional.ofNullable(variables.get(spelling(fullName)));
    }

    @Override
    public String origin(String fullName) {
      return "environment variable " + spelling(fullName);
    }

    @Override
    public Set<String> namesBelow(String prefix) {
      Set<String> names = new TreeSet<>();
      variables.keySet().stream()
          .filter(name -> name.startsWith(spelling(prefix) + "_"))
          .forEach(names::add);
      return names;
    }

    @Override
    public String spelling(String fullName) {
      return fullName.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Shows nothing of the environment. */
    @Override
    public String toString() {
      return "environment";
    }
  }

  /**
   * Settings as files in a directory, as Kubernetes and Docker mount secrets: each file holds one
   * value, and is called like the setting or like its environment variable. What lies there is
   * looked at anew each time.
   */
  record Mounted(Path directory) implements ConfigLayer {

    @Override
    public Optional<String> value(String fullName) {
      return file(fullName).map(file -> "file:" + file);
    }

    @Override
    public String origin(String fullName) {
      return "file " + file(fullName).orElse(directory.resolve(fullName));
    }

    @Override
    public Set<String> namesBelow(String prefix) {
      Set<String> names = new TreeSet<>();
      try (Stream<Path> files = Files.list(directory)) {
        files
            .filter(Files::isRegularFile)
            .map(file -> String.valueOf(file.getFileName()))
            .map(name -> name.contains(".") ? name : name.toUpperCase(Locale.ROOT))
            .filter(
                name -> name.startsWith(prefix + ".") || name.startsWith(variable(prefix) + "_"))
            .forEach(names::add);
      } catch (IOException e) {
        // The loader has reported a directory that cannot be read; one that vanished holds nothing.
        return Set.of();
      }
      return names;
    }

    @Override
    public String spelling(String fullName) {
      return fullName;
    }

    @Override
    public Set<String> spellings(String fullName) {
      return Set.of(fullName, variable(fullName));
    }

    @Override
    public boolean holdsReferences() {
      return true;
    }

    private Optional<Path> file(String fullName) {
      return Stream.of(fullName, variable(fullName), variable(fullName).toLowerCase(Locale.ROOT))
          .map(directory::resolve)
          .filter(Files::isRegularFile)
          .findFirst();
    }

    private static String variable(String fullName) {
      return new Environment(Map.of()).spelling(fullName);
    }
  }

  /**
   * Another layer, of which some settings are not seen.
   *
   * @param layer the other
   * @param names decides by the full name
   */
  record Filtered(ConfigLayer layer, Predicate<String> names) implements ConfigLayer {

    @Override
    public Optional<String> value(String fullName) {
      return names.test(fullName) ? layer.value(fullName) : Optional.empty();
    }

    @Override
    public String origin(String fullName) {
      return layer.origin(fullName);
    }

    /** Names that are not full ones cannot be told, and are listed: they show no value. */
    @Override
    public Set<String> namesBelow(String prefix) {
      Set<String> seen = new TreeSet<>(layer.namesBelow(prefix));
      seen.removeIf(name -> name.startsWith(prefix + ".") && !names.test(name));
      return seen;
    }

    @Override
    public String spelling(String fullName) {
      return layer.spelling(fullName);
    }

    @Override
    public Set<String> spellings(String fullName) {
      return layer.spellings(fullName);
    }

    @Override
    public boolean holdsReferences() {
      return layer.holdsReferences();
    }
  }
}
