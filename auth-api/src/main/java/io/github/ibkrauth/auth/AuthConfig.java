package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.internal.ConfigLayer;
import io.github.ibkrauth.auth.internal.Nearest;
import io.github.ibkrauth.auth.internal.References;
import io.github.ibkrauth.auth.spi.ConfigLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Settings from several layers: a later layer wins. Values are looked up by typed {@linkplain
 * ConfigKey keys} below a prefix. A value {@code file:/path}, {@code env:NAME} or {@code
 * keystore:/path#ALIAS;password=REFERENCE} of a text or a secret is a reference; that of a secret
 * is read whenever the secret is used. What a reference leads to may be a reference again.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AuthConfig {

  private final String prefix;
  private final List<ConfigLayer> layers;
  private final References references;

  private AuthConfig(String prefix, List<ConfigLayer> layers, References references) {
    this.prefix = prefix;
    this.layers = layers;
    this.references = references;
  }

  /**
   * Loads the settings where users keep them: by the one {@link ConfigLoader} on the class path,
   * or, without one, from environment variables {@code AUTH_…} and system properties {@code
   * auth.…}.
   *
   * @throws AuthConfigurationException when there are several loaders, or the one cannot read its
   *     source
   */
  public static AuthConfig load() {
    return References.soleLoader()
        .map(ConfigLoader::load)
        .orElseGet(
            () ->
                builder()
                    .environment(System.getenv())
                    .properties("system property", System.getProperties())
                    .build());
  }

  /** Starts an empty configuration with prefix {@code auth}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns what stands before every key's name. */
  public String prefix() {
    return prefix;
  }

  /** Returns the same settings, seen below another prefix. */
  public AuthConfig under(String otherPrefix) {
    return new AuthConfig(Objects.requireNonNull(otherPrefix, "otherPrefix"), layers, references);
  }

  /**
   * Returns the same settings with one more layer, which is stronger than all others.
   *
   * @param source what messages call it
   * @param values values under their full names
   */
  public AuthConfig with(String source, Map<String, String> values) {
    List<ConfigLayer> more = new ArrayList<>(layers);
    more.add(new ConfigLayer.Named(source, values, Map.of()));
    return new AuthConfig(prefix, List.copyOf(more), references);
  }

  /**
   * Returns the same settings without those that are not to be seen, such as the application's own
   * credentials where settings of a user are laid over the others.
   *
   * @param names decides by the full name
   */
  public AuthConfig keeping(Predicate<String> names) {
    Objects.requireNonNull(names, "names");
    return new AuthConfig(
        prefix,
        layers.stream().map(layer -> (ConfigLayer) new ConfigLayer.Filtered(layer, names)).toList(),
        references);
  }

  /**
   * Returns the value of a key, or its default.
   *
   * @throws AuthConfigurationException when it is malformed, or missing without a default
   */
  public <T> T get(ConfigKey<T> key) {
    return find(key).orElseThrow(() -> new AuthConfigurationException(List.of(missing(key))));
  }

  /**
   * Returns the value of a key, or its default, or nothing.
   *
   * @throws AuthConfigurationException when it is malformed
   */
  public <T> Optional<T> find(ConfigKey<T> key) {
    Optional<ConfigLayer> layer = layerOf(key);
    if (layer.isEmpty()) {
      return key.defaultValue();
    }
    String text = layer.get().value(fullName(key)).orElseThrow().strip();
    try {
      return Optional.of(
          references.isReference(text) && key.readsReferences()
              ? key.fromReference(references.resolve(text, spelling(key)))
              : key.parse(plain(layer.get(), text, key)));
    } catch (AuthConfigurationException e) {
      throw e;
    } catch (RuntimeException e) {
      // The cause is left out on purpose: its message may quote the value.
      throw new AuthConfigurationException(
          List.of(
              spelling(key)
                  + " ("
                  + origin(key).orElse("?")
                  + ") is malformed: it must be "
                  + key.expects()
                  + "."));
    }
  }

  /**
   * Returns the reference that stands where the value should, if there is one; it is not followed.
   * Nothing for keys whose values mean what they say.
   */
  public Optional<String> reference(ConfigKey<?> key) {
    return key.readsReferences()
        ? layerOf(key)
            .flatMap(layer -> layer.value(fullName(key)))
            .map(String::strip)
            .filter(references::isReference)
        : Optional.empty();
  }

  /** Returns whether a value is set, other than by default. */
  public boolean isSet(ConfigKey<?> key) {
    return layerOf(key).isPresent();
  }

  /** Returns where the value comes from: a file, an environment variable, code. */
  public Optional<String> origin(ConfigKey<?> key) {
    return layerOf(key).map(layer -> layer.origin(fullName(key)));
  }

  /** Returns the name of a key as a user writes it in a file: with the prefix. */
  public String spelling(ConfigKey<?> key) {
    return fullName(key);
  }

  /** Returns the sentence that tells a user that a key is missing. */
  public String missing(ConfigKey<?> key) {
    return fullName(key)
        + " is missing"
        + (key.help().isEmpty() ? "" : ": " + key.help())
        + " Set it in the configuration file or as environment variable "
        + new ConfigLayer.Environment(Map.of()).spelling(fullName(key))
        + ".";
  }

  /**
   * Returns the sentence that tells a user that a key is set to nothing but blanks, if it is so.
   *
   * @throws AuthConfigurationException when it is malformed, or refers to what cannot be read
   */
  public Optional<String> emptiness(ConfigKey<?> key) {
    return find(key)
        .filter(AuthConfig::isBlank)
        .map(
            blank ->
                fullName(key)
                    + " is empty: "
                    + reference(key).map(text -> text.replaceFirst(";.*", "")).orElse("its value")
                    + " holds nothing but blanks.");
  }

  private static boolean isBlank(Object value) {
    return value instanceof Secret secret
        ? secret.reveal().isBlank()
        : value instanceof String text && text.isBlank();
  }

  /**
   * Returns the names that are set below a section but belong to no known key, each as its layer
   * spells it.
   *
   * @param section a name below the prefix, such as a strategy's id
   * @param known the keys that may stand there
   */
  public Set<String> unknownBelow(String section, Set<ConfigKey<?>> known) {
    Set<String> unknown = new TreeSet<>();
    for (ConfigLayer layer : layers) {
      Set<String> names = new TreeSet<>(layer.namesBelow(prefix + "." + section));
      known.forEach(key -> names.removeAll(layer.spellings(fullName(key))));
      unknown.addAll(names);
    }
    return unknown;
  }

  /**
   * Returns the known name that somebody probably meant, for messages about unknown ones.
   *
   * @param word what was written
   * @param known what could have been meant
   */
  public static Optional<String> nearestName(String word, Collection<String> known) {
    return Nearest.to(word, known);
  }

  /** Returns whether nothing at all is set below the prefix. */
  public boolean isEmpty() {
    return layers.stream().allMatch(layer -> layer.namesBelow(prefix).isEmpty());
  }

  /** Returns the prefix and the names set below it, without values. */
  @Override
  public String toString() {
    Set<String> names = new TreeSet<>();
    layers.forEach(layer -> names.addAll(layer.namesBelow(prefix)));
    return "AuthConfig(" + prefix + ", set: " + names + ")";
  }

  private Optional<ConfigLayer> layerOf(ConfigKey<?> key) {
    String name = fullName(key);
    for (int i = layers.size() - 1; i >= 0; i--) {
      ConfigLayer layer = layers.get(i);
      if (layer.value(name).filter(value -> !value.isBlank()).isPresent()) {
        return Optional.of(layer);
      }
    }
    return Optional.empty();
  }

  /** Returns the value itself where the layer holds only the place of it. */
  private String plain(ConfigLayer layer, String text, ConfigKey<?> key) {
    return layer.holdsReferences()
        ? references.resolve(text, spelling(key)).reveal().strip()
        : text;
  }

  private String fullName(ConfigKey<?> key) {
    return prefix + "." + key.name();
  }

  /** Collects layers, the later the stronger. Not thread-safe. */
  public static final class Builder {

    private String prefix = "auth";
    private final List<ConfigLayer> layers = new ArrayList<>();
    private Map<String, String> environment = Map.of();

    private Builder() {}

    /** Sets what stands before every key's name. */
    public Builder prefix(String value) {
      this.prefix = Objects.requireNonNull(value, "prefix");
      return this;
    }

    /**
     * Adds a layer of values under their full names.
     *
     * @param source what messages call it, such as a file's name
     */
    public Builder values(String source, Map<String, String> values) {
      return values(source, values, Map.of());
    }

    /**
     * Adds a layer of values under their full names, of which some stand elsewhere than the others.
     *
     * @param source what messages call it
     * @param values values under their full names
     * @param origins for some of these names, what messages call the place of the value
     */
    public Builder values(String source, Map<String, String> values, Map<String, String> origins) {
      layers.add(new ConfigLayer.Named(source, values, origins));
      return this;
    }

    /**
     * Adds a layer of files, as Kubernetes and Docker mount secrets: each holds one value and is
     * called like the setting ({@code ibkr.auth.oauth1a.access-token}) or like its environment
     * variable, in upper or lower case. Others are left alone. A secret is read whenever it is
     * used.
     */
    public Builder directory(Path mounted) {
      layers.add(new ConfigLayer.Mounted(Objects.requireNonNull(mounted, "mounted")));
      return this;
    }

    /**
     * Adds a layer of properties under their full names; entries that are not texts are left out.
     */
    public Builder properties(String source, Properties properties) {
      Map<String, String> values = new HashMap<>();
      properties
          .stringPropertyNames()
          .forEach(name -> values.put(name, properties.getProperty(name)));
      return values(source, values);
    }

    /**
     * Adds a layer of environment variables, in which {@code env:} references are looked up as
     * well.
     */
    public Builder environment(Map<String, String> variables) {
      this.environment = Map.copyOf(variables);
      layers.add(new ConfigLayer.Environment(variables));
      return this;
    }

    /** Adds one value under its full name, set in code. */
    public Builder set(String fullName, String value) {
      return values("code", Map.of(fullName, value));
    }

    /** Builds the configuration. */
    public AuthConfig build() {
      return new AuthConfig(prefix, List.copyOf(layers), new References(environment));
    }
  }
}
