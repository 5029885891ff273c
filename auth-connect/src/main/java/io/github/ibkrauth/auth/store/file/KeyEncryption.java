package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * A key that never leaves its place, such as one of a key management service or a hardware module.
 * It encrypts the data keys with which {@link SealingKeys} seal: one call when a process first
 * seals, and one for each data key of another process that is met. The application lends it: {@code
 * runtime.service(KeyEncryption.class, ...)}.
 *
 * <p>Thread-safe. Throws an {@link io.github.ibkrauth.auth.error.AuthTransportException} when the
 * service cannot be reached.
 */
@ApiLevel(ApiLevel.Kind.SPI)
public interface KeyEncryption {

  /** Returns the name of the key: 1 to 32 letters, digits or dashes. It is written into files. */
  String keyId();

  /**
   * Encrypts a data key.
   *
   * @param dataKey 32 bytes; not kept
   * @return at most 60,000 bytes
   */
  byte[] wrap(byte[] dataKey);

  /**
   * Decrypts a data key.
   *
   * @param wrapped what {@link #wrap} gave
   * @throws io.github.ibkrauth.auth.error.AuthProtocolException when this key did not encrypt it
   */
  byte[] unwrap(byte[] wrapped);
}
