package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.keys.KeySettings;
import io.github.ibkrauth.auth.keys.RsaDecrypter;
import io.github.ibkrauth.auth.oauth1a.OAuth1aKeys.SecretPadding;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decrypts the access token secret with the encryption key, and finds out when the two keys are
 * swapped. Thread-safe.
 */
final class SecretOpener {

  private final AuthConfig config;
  private final AuthRuntime runtime;

  SecretOpener(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
  }

  /**
   * Returns the secret's bytes.
   *
   * @throws AuthConfigurationException when the key does not open it: says why, and whether the
   *     other key does
   */
  byte[] open(AccessToken token) {
    byte[] ciphertext = token.ciphertext();
    byte[] secret;
    try {
      secret = decrypter(SettingsReader.ENCRYPTION_KEY).decrypt(ciphertext);
    } catch (AuthConfigurationException e) {
      if (opensWithSignatureKey(ciphertext)) {
        throw new AuthConfigurationException(
            List.of(
                token.secretName()
                    + " was encrypted for the signature key: the two keys are swapped. Exchange "
                    + name(SettingsReader.SIGNATURE_KEY)
                    + " and "
                    + name(SettingsReader.ENCRYPTION_KEY)
                    + "."));
      }
      throw new AuthConfigurationException(
          e.problems().stream()
              .map(
                  problem ->
                      token.secretName()
                          + " cannot be decrypted with "
                          + name(SettingsReader.ENCRYPTION_KEY)
                          + ": "
                          + problem)
              .toList());
    }
    if (secret.length == 0) {
      throw new AuthConfigurationException(
          List.of(token.secretName() + " decrypts to nothing: issue a new access token."));
    }
    return secret;
  }

  private boolean opensWithSignatureKey(byte[] ciphertext) {
    if (!SettingsReader.SIGNATURE_KEY.isSet(config)) {
      return false;
    }
    try {
      return configured(SettingsReader.SIGNATURE_KEY).decrypt(ciphertext).length > 0;
    } catch (AuthConfigurationException e) {
      return false;
    }
  }

  private RsaDecrypter decrypter(KeySettings settings) {
    return runtime.service(RsaDecrypter.class).isPresent()
        ? settings.decrypter(config, runtime)
        : configured(settings);
  }

  private RsaDecrypter configured(KeySettings settings) {
    return config.get(OAuth1aKeys.ACCESS_TOKEN_SECRET_PADDING) == SecretPadding.OAEP
        ? RsaDecrypter.oaep(settings.load(config))
        : RsaDecrypter.of(settings.load(config));
  }

  /** Returns the slot as the user writes it. */
  private String name(KeySettings settings) {
    return config.spelling(settings.keys().get(0));
  }

  /** Returns the names of the settings that hold problems only. */
  @Override
  public String toString() {
    return SettingsReader.ENCRYPTION_KEY.keys().stream()
        .map(config::spelling)
        .collect(Collectors.joining(", ", "SecretOpener(", ")"));
  }
}
