package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigLoader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that stand elsewhere: in a file, in an environment variable, in a key store.
 * Immutable.
 */
public final class References {

  private static final String FILE = "file:";
  private static final String ENV = "env:";
  private static final String STORE = "keystore:";

  private final Map<String, String> environment;

  /**
   * Creates the reader.
   *
   * @param environment where {@code env:} references are looked up; the process's own environment
   *     when empty
   */
  public References(Map<String, String> environment) {
    this.environment = environment.isEmpty() ? System.getenv() : Map.copyOf(environment);
  }

  /** Returns whether a value is a reference. */
  public boolean isReference(String value) {
    return value.startsWith(FILE) || value.startsWith(ENV) || value.startsWith(STORE);
  }

  /**
   * Returns what a reference stands for, read whenever it is revealed.
   *
   * @param reference {@code file:/path}, {@code env:NAME} or {@code
   *     keystore:/path#ALIAS;password=REFERENCE}
   * @param keyName the setting, for messages
   */
  public Secret resolve(String reference, String keyName) {
    return Secret.from(() -> follow(reference, keyName, new LinkedHashSet<>()));
  }

  /** What a reference leads to may be a reference again, but not one that was followed before. */
  private String follow(String reference, String keyName, Set<String> followed) {
    if (!followed.add(reference)) {
      throw problem(
          keyName
              + " refers in a circle: "
              + String.join(", then ", followed.stream().map(KeyStoreReference::shown).toList())
              + ", then "
              + KeyStoreReference.shown(reference)
              + " again. Let one of them hold the value.");
    }
    String value = read(reference, keyName, followed);
    return isReference(value) ? follow(value, keyName, followed) : value;
  }

  private String read(String reference, String keyName, Set<String> followed) {
    if (reference.startsWith(FILE)) {
      return readFile(reference, keyName);
    }
    if (reference.startsWith(ENV)) {
      return readVariable(reference, keyName);
    }
    KeyStoreReference entry = KeyStoreReference.parse(reference, keyName);
    return entry.read(follow(entry.password(), keyName, followed));
  }

  /** Returns the path that a user wrote; {@code ~/} stands for the home directory. */
  static Path path(String name) {
    String bare = name.startsWith("//") ? name.substring(2) : name;
    return bare.startsWith("~/")
        ? Path.of(System.getProperty("user.home", ""), bare.substring(2))
        : Path.of(bare);
  }

  private static AuthConfigurationException problem(String sentence) {
    return new AuthConfigurationException(List.of(sentence));
  }

  private String readFile(String reference, String keyName) {
    String name = reference.substring(FILE.length());
    try {
      return Files.readString(path(name), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException | InvalidPathException e) {
      throw problem(keyName + " refers to the file " + name + ", which " + trouble(e) + ".");
    }
  }

  private static String trouble(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not read";
    }
    return e instanceof CharacterCodingException ? "is not a text" : "cannot be read";
  }

  private String readVariable(String reference, String keyName) {
    String name = reference.substring(ENV.length());
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw problem(
          keyName + " refers to the environment variable " + name + ", which is not set.");
    }
    return value;
  }

  /**
   * Returns the loader of settings on the class path, if there is one.
   *
   * @throws AuthConfigurationException when there are several, or one is broken
   */
  public static Optional<ConfigLoader> soleLoader() {
    List<ConfigLoader> found = loaders(ConfigLoader.class.getClassLoader());
    if (found.isEmpty()) {
      found = loaders(Thread.currentThread().getContextClassLoader());
    }
    if (found.size() > 1) {
      throw new AuthConfigurationException(
          List.of(
              "There are several loaders of settings on the class path, and none is preferred: "
                  + String.join(
                      ", ", found.stream().map(loader -> loader.getClass().getName()).toList())
                  + ". Remove all but one."));
    }
    return found.stream().findFirst();
  }

  private static List<ConfigLoader> loaders(@Nullable ClassLoader classLoader) {
    List<ConfigLoader> found = new ArrayList<>();
    try {
      ServiceLoader.load(ConfigLoader.class, classLoader).forEach(found::add);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new AuthConfigurationException(
          "The loader of settings on the class path is broken: " + e.getMessage(), e);
    }
    return found;
  }
}
