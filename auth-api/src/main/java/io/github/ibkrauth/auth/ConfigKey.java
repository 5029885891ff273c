package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.internal.Durations;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The name and the type of a setting. The name is relative to the configuration's prefix: {@code
 * oauth1a.consumer-key} is read from {@code ibkr.auth.oauth1a.consumer-key}, or from the
 * environment variable {@code IBKR_AUTH_OAUTH1A_CONSUMER_KEY}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> the type of the value
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ConfigKey<T> {

  private final String name;
  private final String expects;
  private final Type type;
  private final List<String> choices;
  private final Function<String, T> parser;
  private final @Nullable T defaultValue;
  private final boolean required;
  private final String help;

  private ConfigKey(
      String name,
      String expects,
      Type type,
      List<String> choices,
      Function<String, T> parser,
      @Nullable T defaultValue,
      boolean required,
      String help) {
    this.name = name;
    this.expects = expects;
    this.type = type;
    this.choices = choices;
    this.parser = parser;
    this.defaultValue = defaultValue;
    this.required = required;
    this.help = help;
  }

  /** Returns a key for any non-empty text. */
  public static ConfigKey<String> text(String name) {
    return new ConfigKey<>(
        check(name), "a text", Type.TEXT, List.of(), text -> text, null, false, "");
  }

  /**
   * Returns a key for a secret; its value may be a reference, {@code file:/path}, {@code env:NAME}
   * or {@code keystore:/path#ALIAS;password=REFERENCE}, read whenever it is used.
   */
  public static ConfigKey<Secret> secret(String name) {
    return new ConfigKey<>(
        check(name),
        "a secret, file:/path or env:NAME",
        Type.SECRET,
        List.of(),
        Secret::of,
        null,
        false,
        "");
  }

  /** Returns a key for an absolute web address. */
  public static ConfigKey<URI> uri(String name) {
    return of(name, "a web address such as https://api.example.com", Type.URI, ConfigKey::parseUri);
  }

  /**
   * Returns a key for a time span: {@code PT20S}, {@code 20s}, {@code 500ms}, {@code 5m}, {@code
   * 24h}.
   */
  public static ConfigKey<Duration> duration(String name) {
    return of(name, "a time span such as 20s, 5m or PT20S", Type.DURATION, Durations::parse);
  }

  /** Returns a key for a whole number. */
  public static ConfigKey<Integer> integer(String name) {
    return of(name, "a whole number", Type.INTEGER, Integer::valueOf);
  }

  /** Returns a key for yes or no. */
  public static ConfigKey<Boolean> bool(String name) {
    return of(name, "true or false", Type.BOOL, ConfigKey::parseBoolean);
  }

  /** Returns a key for a list of texts, separated by commas. */
  public static ConfigKey<List<String>> list(String name) {
    return of(
        name,
        "texts separated by commas",
        Type.LIST,
        text ->
            Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList());
  }

  /** Returns a key for a file; {@code ~/} stands for the home directory. */
  public static ConfigKey<Path> path(String name) {
    return of(name, "the path of a file", Type.PATH, ConfigKey::parsePath);
  }

  /** Returns a key for one of an enum's constants, written in lower case with dashes. */
  public static <E extends Enum<E>> ConfigKey<E> choice(String name, Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(ConfigKey::word).toList();
    return new ConfigKey<>(
        check(name),
        "one of " + String.join(", ", words),
        Type.CHOICE,
        words,
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(
                    constant ->
                        word(constant).equals(text.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of them")),
        null,
        false,
        "");
  }

  /** Returns the same with a value for when nothing is set. */
  public ConfigKey<T> withDefault(T value) {
    return new ConfigKey<>(
        name, expects, type, choices, parser, Objects.requireNonNull(value, "value"), false, help);
  }

  /** Returns the same, required. */
  public ConfigKey<T> required() {
    return new ConfigKey<>(name, expects, type, choices, parser, null, true, help);
  }

  /** Returns the same with a sentence that explains it to a user. */
  public ConfigKey<T> describedAs(String sentence) {
    return new ConfigKey<>(name, expects, type, choices, parser, defaultValue, required, sentence);
  }

  /** Returns the name, relative to the configuration's prefix. */
  public String name() {
    return name;
  }

  /** Returns what a value must look like, for messages. */
  public String expects() {
    return expects;
  }

  /** Returns what a value is. */
  public Type type() {
    return type;
  }

  /** Returns the words that are allowed, where the type is {@link Type#CHOICE}; else none. */
  public List<String> choices() {
    return choices;
  }

  /** Returns whether the value must never be shown. */
  public boolean isSecret() {
    return type == Type.SECRET;
  }

  /** Returns whether it must be set. */
  public boolean isRequired() {
    return required;
  }

  /** Returns the value for when nothing is set. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** Returns the sentence that explains it. */
  public String help() {
    return help;
  }

  /** Parses a value; the exception's message is not shown, since it may quote the value. */
  T parse(String text) {
    return parser.apply(text);
  }

  /** Returns whether a value may be a reference to a file or an environment variable. */
  boolean readsReferences() {
    return type == Type.TEXT || type == Type.SECRET;
  }

  /** Casts a secret made from a reference. */
  @SuppressWarnings("unchecked")
  T fromReference(Secret value) {
    return type == Type.SECRET ? (T) value : parser.apply(value.reveal());
  }

  @Override
  public String toString() {
    return name;
  }

  private static <T> ConfigKey<T> of(
      String name, String expects, Type type, Function<String, T> parser) {
    return new ConfigKey<>(check(name), expects, type, List.of(), parser, null, false, "");
  }

  private static String check(String name) {
    Objects.requireNonNull(name, "name");
    if (!name.matches("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*")) {
      throw new IllegalArgumentException(
          "not a key name: '" + name + "' (want lower-case words with dashes, joined by dots)");
    }
    return name;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static URI parseUri(String text) {
    URI uri = URI.create(text);
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("not absolute");
    }
    return uri;
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "on", "t", "1" -> true;
      case "false", "no", "n", "off", "f", "0" -> false;
      default -> throw new IllegalArgumentException("neither");
    };
  }

  private static Path parsePath(String text) {
    try {
      return text.startsWith("~/")
          ? Path.of(System.getProperty("user.home"), text.substring(2))
          : Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path", e);
    }
  }

  /** What a value is. More may be added. */
  public enum Type {
    /** Any text; may be a reference. */
    TEXT,
    /** A text that is never shown; may be a reference. */
    SECRET,
    /** An absolute web address. */
    URI,
    /** A time span. */
    DURATION,
    /** A whole number. */
    INTEGER,
    /** Yes or no. */
    BOOL,
    /** Texts separated by commas. */
    LIST,
    /** A path in the file system. */
    PATH,
    /** One of some words. */
    CHOICE
  }
}
