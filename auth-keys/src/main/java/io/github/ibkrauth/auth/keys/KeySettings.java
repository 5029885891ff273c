package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings by which a user gives one RSA private key to a strategy. For the slot {@code
 * private-key} of the section {@code oauth2-jwt} they are:
 *
 * <ul>
 *   <li>{@code oauth2-jwt.private-key}: the PEM text, Base64 of it, or a reference {@code
 *       file:/path} or {@code env:NAME};
 *   <li>{@code oauth2-jwt.private-key-file}: the path of a PEM or DER file;
 *   <li>{@code oauth2-jwt.private-key-passphrase}: the passphrase of an encrypted key, or the
 *       password of the key in a key store where it differs from that of the store;
 *   <li>{@code oauth2-jwt.private-key-store}: the path of a Java key store, with {@code
 *       …-store-type} (PKCS12 when not set), {@code …-store-password} and {@code …-store-alias}
 *       (needed only when the store holds several private keys).
 * </ul>
 *
 * Exactly one of text, file and store is set. A strategy declares the {@link #keys()} in its
 * specification, adds the {@link #problems} to its own, and asks for the key, or for a {@linkplain
 * #signer signer} or {@linkplain #decrypter decrypter}, which the application may also lend.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class KeySettings {

  private final ConfigKey<Secret> text;
  private final ConfigKey<Path> file;
  private final ConfigKey<Secret> passphrase;
  private final ConfigKey<Path> store;
  private final ConfigKey<String> storeType;
  private final ConfigKey<Secret> storePassword;
  private final ConfigKey<String> storeAlias;
  private final RememberedKey remembered = new RememberedKey();

  private KeySettings(String key) {
    this.text =
        ConfigKey.secret(key)
            .describedAs("the RSA private key as PEM text, Base64 of it, file:/path or env:NAME.");
    this.file =
        ConfigKey.path(key + "-file").describedAs("The file that holds the RSA private key.");
    this.passphrase =
        ConfigKey.secret(key + "-passphrase")
            .describedAs("The passphrase of the RSA private key, if it is encrypted.");
    this.store =
        ConfigKey.path(key + "-store")
            .describedAs("The Java key store that holds the RSA private key.");
    this.storeType =
        ConfigKey.text(key + "-store-type")
            .withDefault("PKCS12")
            .describedAs("The type of the key store: PKCS12 or JKS.");
    this.storePassword =
        ConfigKey.secret(key + "-store-password").describedAs("The password of the key store.");
    this.storeAlias =
        ConfigKey.text(key + "-store-alias")
            .describedAs("The alias of the key, if the key store holds several.");
  }

  /**
   * Returns the settings of one slot.
   *
   * @param section the strategy's id, such as {@code oauth2-jwt}
   * @param name the slot, such as {@code private-key}
   */
  public static KeySettings of(String section, String name) {
    return new KeySettings(
        Objects.requireNonNull(section, "section") + "." + Objects.requireNonNull(name, "name"));
  }

  /** Returns every setting of the slot, for the strategy's specification. */
  public List<ConfigKey<?>> keys() {
    return List.of(text, file, passphrase, store, storeType, storePassword, storeAlias);
  }

  /** Returns whether the configuration gives a key at all: as a text, a file or a store. */
  public boolean isSet(AuthConfig config) {
    return config.isSet(text) || config.isSet(file) || config.isSet(store);
  }

  /**
   * Returns all that is wrong, one sentence each; empty when the key can be used. Reads the key, so
   * that a wrong passphrase or a damaged file is found here and not at the first signature.
   */
  public List<String> problems(AuthConfig config) {
    return new ConfiguredKey(this, config).problems();
  }

  /**
   * Reads the key anew; a text that has not changed is not parsed again. Logs a warning, once, when
   * other users of the machine may read its file.
   *
   * @throws AuthConfigurationException with all {@link #problems}, when there are any
   */
  public PrivateKey load(AuthConfig config) {
    ConfiguredKey configured = new ConfiguredKey(this, config);
    PrivateKey key = configured.key();
    configured.permissionsWarning().ifPresent(KeyFiles::logOnce);
    return key;
  }

  /**
   * Tells what may be told of the key, for a diagnosis.
   *
   * @throws AuthConfigurationException with all {@link #problems}, when there are any
   */
  public KeyFacts describe(AuthConfig config) {
    ConfiguredKey configured = new ConfiguredKey(this, config);
    PrivateKey key = configured.key();
    return new KeyFacts(configured.source(), key, configured.permissionsWarning().orElse(null));
  }

  /**
   * Returns a signer: with the configured key, or the one that the application lends.
   *
   * @throws AuthConfigurationException with all {@link #problems}, or when a key is configured and
   *     a signer is lent as well
   */
  public RsaSigner signer(AuthConfig config, AuthRuntime runtime) {
    return configuredOrLent(config, runtime, RsaSigner.class, RsaSigner::of);
  }

  /**
   * Returns a decrypter: with the configured key, or the one that the application lends.
   *
   * @throws AuthConfigurationException with all {@link #problems}, or when a key is configured and
   *     a decrypter is lent as well
   */
  public RsaDecrypter decrypter(AuthConfig config, AuthRuntime runtime) {
    return configuredOrLent(config, runtime, RsaDecrypter.class, RsaDecrypter::of);
  }

  private <T> T configuredOrLent(
      AuthConfig config, AuthRuntime runtime, Class<T> type, Function<PrivateKey, T> maker) {
    Optional<T> lent = runtime.service(type);
    if (lent.isEmpty()) {
      return maker.apply(load(config));
    }
    List<String> given = ConfiguredKey.spellings(config, given(config));
    if (!given.isEmpty()) {
      throw new AuthConfigurationException(
          List.of(
              given.get(0)
                  + " is set, but the application lends a "
                  + type.getSimpleName()
                  + " as well: keep only one of them."));
    }
    return lent.get();
  }

  /** Returns those of text, file and store that are set. */
  List<ConfigKey<?>> given(AuthConfig config) {
    return List.<ConfigKey<?>>of(text, file, store).stream().filter(config::isSet).toList();
  }

  RememberedKey remembered() {
    return remembered;
  }

  ConfigKey<Secret> text() {
    return text;
  }

  ConfigKey<Path> file() {
    return file;
  }

  ConfigKey<Secret> passphrase() {
    return passphrase;
  }

  ConfigKey<Path> store() {
    return store;
  }

  ConfigKey<String> storeType() {
    return storeType;
  }

  ConfigKey<Secret> storePassword() {
    return storePassword;
  }

  ConfigKey<String> storeAlias() {
    return storeAlias;
  }

  /** Returns the name of the slot. */
  @Override
  public String toString() {
    return "KeySettings(" + text.name() + ")";
  }
}
