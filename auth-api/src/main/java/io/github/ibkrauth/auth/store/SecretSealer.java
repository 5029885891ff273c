package io.github.ibkrauth.auth.store;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.internal.AesGcmSealer;
import java.util.random.RandomGenerator;

/** Encrypts secrets before a store sees them. Thread-safe. */
@ApiLevel(ApiLevel.Kind.SPI)
public interface SecretSealer {

  /**
   * Returns a sealer by AES-GCM with 256 bits.
   *
   * @param keyId stands in front of what is sealed, so that keys can be changed; 1 to 32 letters,
   *     digits or dashes
   * @param key base64 of 32 bytes
   * @param random for nonces
   * @throws IllegalArgumentException when the key has another form
   */
  static SecretSealer aesGcm(String keyId, Secret key, RandomGenerator random) {
    return new AesGcmSealer(keyId, key, random);
  }

  /** Encrypts a secret for one key of the store; it can be opened for that key only. */
  byte[] seal(StoreKey key, Secret secret);

  /**
   * Decrypts.
   *
   * @throws io.github.ibkrauth.auth.error.AuthProtocolException when it was sealed with another
   *     key, for another key of the store, or changed
   */
  Secret open(StoreKey key, byte[] sealed);
}
