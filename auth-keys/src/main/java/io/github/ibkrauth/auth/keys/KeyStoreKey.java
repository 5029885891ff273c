package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An RSA private key in a Java key store: a PKCS#12 or JKS file, or any other type that an
 * installed security provider reads from a file. Messages call the settings of the store by its own
 * name followed by {@code -type}, {@code -password} and {@code -alias}; they hold no password.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class KeyStoreKey {

  private static final int MAX_STORE_BYTES = 16 * 1024 * 1024;

  private final Path path;
  private final String setting;
  private final String type;
  private final @Nullable String alias;
  private final @Nullable Secret password;
  private final @Nullable Secret keyPassword;

  private KeyStoreKey(Builder builder) {
    this.path = builder.path;
    this.setting = builder.setting;
    this.type = builder.type;
    this.alias = builder.alias;
    this.password = builder.password;
    this.keyPassword = builder.keyPassword;
  }

  /**
   * Starts the description of a key.
   *
   * @param path the key store
   * @param setting what messages call it, such as the name of a configuration key
   */
  public static Builder builder(Path path, String setting) {
    return new Builder(
        Objects.requireNonNull(path, "path"), Objects.requireNonNull(setting, "setting"));
  }

  /**
   * Reads the key.
   *
   * @throws AuthConfigurationException when the store cannot be read or opened, has no such entry,
   *     has several without an alias to choose, or the entry is not a usable RSA private key
   */
  public PrivateKey load() {
    KeyStore store = open();
    try {
      String entry = alias == null ? soleEntry(store) : namedEntry(store, alias);
      return usable(store.getKey(entry, keyPassword()), entry);
    } catch (UnrecoverableKeyException e) {
      throw refused(
          "does not give up its key: the password of the key is wrong, or differs from that of the"
              + " store and is not set.");
    } catch (GeneralSecurityException e) {
      throw refused("does not give up its key (" + Failures.nameOf(e) + ").");
    }
  }

  private KeyStore open() {
    KeyStore store;
    try {
      store = KeyStore.getInstance(type);
    } catch (KeyStoreException e) {
      throw new AuthConfigurationException(
          List.of(setting + "-type is not a type of key store: use PKCS12 or JKS."));
    }
    byte[] content = KeyFiles.readBytes(path, setting, MAX_STORE_BYTES);
    if (password == null) {
      throw refused("needs its password: set it as " + setting + "-password.");
    }
    char[] secret = password.reveal().toCharArray();
    try {
      store.load(new ByteArrayInputStream(content), secret);
      return store;
    } catch (IOException e) {
      throw refused(
          e.getCause() instanceof UnrecoverableKeyException
              ? "cannot be opened: the password set as " + setting + "-password is wrong."
              : "is not a key store of type " + type + ", or is damaged.");
    } catch (GeneralSecurityException | RuntimeException e) {
      throw refused("cannot be opened as " + type + " (" + Failures.nameOf(e) + ").");
    } finally {
      Arrays.fill(secret, ' ');
    }
  }

  private String soleEntry(KeyStore store) throws KeyStoreException {
    List<String> entries = keyEntries(store);
    if (entries.isEmpty()) {
      throw refused("holds no private key.");
    }
    if (entries.size() > 1) {
      throw refused(
          "holds several private keys ("
              + String.join(", ", entries)
              + "): choose one with "
              + setting
              + "-alias.");
    }
    return entries.get(0);
  }

  private String namedEntry(KeyStore store, String name) throws KeyStoreException {
    if (store.isKeyEntry(name)) {
      return name;
    }
    List<String> entries = keyEntries(store);
    throw refused(
        "holds no private key under the alias that "
            + setting
            + "-alias names; it holds "
            + (entries.isEmpty() ? "none" : String.join(", ", entries))
            + ".");
  }

  private static List<String> keyEntries(KeyStore store) throws KeyStoreException {
    List<String> entries = new ArrayList<>();
    for (String name : Collections.list(store.aliases())) {
      if (store.isKeyEntry(name)) {
        entries.add(name);
      }
    }
    Collections.sort(entries);
    return entries;
  }

  private PrivateKey usable(@Nullable Key key, String entry) {
    if (!(key instanceof PrivateKey privateKey)) {
      throw refused(
          "holds a secret key under the alias " + entry + ", but a private key is needed.");
    }
    if (!"RSA".equals(key.getAlgorithm())) {
      throw refused(
          "holds a key for "
              + key.getAlgorithm()
              + " under the alias "
              + entry
              + ", but an RSA key is needed.");
    }
    OptionalInt bits = RsaNumbers.bits(key);
    if (bits.isPresent() && bits.getAsInt() < RsaNumbers.MIN_BITS) {
      throw refused(PemKeys.tooShort(bits.getAsInt()));
    }
    return privateKey;
  }

  private char[] keyPassword() {
    Secret secret = keyPassword != null ? keyPassword : Objects.requireNonNull(password);
    return secret.reveal().toCharArray();
  }

  private AuthConfigurationException refused(String complaint) {
    return new AuthConfigurationException(List.of(setting + " (" + path + ") " + complaint));
  }

  /** Returns path and type. */
  @Override
  public String toString() {
    return "KeyStoreKey(" + path + ", " + type + ")";
  }

  /** Describes a key. Not thread-safe. */
  public static final class Builder {

    private final Path path;
    private final String setting;
    private String type = "PKCS12";
    private @Nullable String alias;
    private @Nullable Secret password;
    private @Nullable Secret keyPassword;

    private Builder(Path path, String setting) {
      this.path = path;
      this.setting = setting;
    }

    /** Sets the type of the store; {@code PKCS12} when not called. */
    public Builder type(String value) {
      this.type = Objects.requireNonNull(value, "type");
      return this;
    }

    /** Sets the password of the store. */
    public Builder password(Secret value) {
      this.password = Objects.requireNonNull(value, "password");
      return this;
    }

    /** Chooses the entry; needed when the store holds several private keys. */
    public Builder alias(String value) {
      this.alias = Objects.requireNonNull(value, "alias");
      return this;
    }

    /** Sets the password of the key, where it differs from that of the store. */
    public Builder keyPassword(Secret value) {
      this.keyPassword = Objects.requireNonNull(value, "keyPassword");
      return this;
    }

    /** Builds the description; reads nothing. */
    public KeyStoreKey build() {
      return new KeyStoreKey(this);
    }
  }
}
