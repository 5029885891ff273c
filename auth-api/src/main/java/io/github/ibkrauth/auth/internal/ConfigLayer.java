package io.github.ibkrauth.auth.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

  /** Settings under their full names: a file, system properties, code. */
  record Named(String source, Map<String, String> values) implements ConfigLayer {

    /** Copies the values. */
    public Named {
      values = Map.copyOf(values);
    }

    @Override
    public Optional<String> value(String fullName) {
      return Optional.ofNullable(values.get(fullName));
    }

    @Override
    public String origin(String fullName) {
      return source;
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
}
