package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.ApiLevel;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Objects;

/**
 * Decrypts with an RSA key: RSAES-PKCS1-v1_5 (RFC 8017, section 7.2), in which Interactive Brokers
 * encrypts the access token secret of OAuth 1.0a.
 *
 * <p>An application whose key lives in a key management service implements this interface and lends
 * it to the strategies with {@code AuthRuntime.builder().service(RsaDecrypter.class, decrypter)},
 * like an {@link RsaSigner}.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
@ApiLevel(ApiLevel.Kind.SUPPORT)
public interface RsaDecrypter {

  /**
   * Decrypts.
   *
   * @param ciphertext as many bytes as the modulus has; left unchanged
   * @return the bytes that were encrypted; a secret
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when the key cannot decrypt
   *     it: another key, a damaged text, a key that cannot be used
   */
  byte[] decrypt(byte[] ciphertext);

  /**
   * Returns a decrypter for a key, with the first installed security provider that accepts it. The
   * key may be a handle to a device: its {@code getEncoded()} is never asked for.
   *
   * @param key an RSA private key
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when it is a key for another
   *     algorithm
   */
  static RsaDecrypter of(PrivateKey key) {
    return new JcaRsaDecrypter(
        JcaRsaDecrypter.PKCS1_V1_5, Objects.requireNonNull(key, "key"), null);
  }

  /**
   * Returns a decrypter for texts padded by RSAES-OAEP with SHA-1 (RFC 8017, section 7.1), with the
   * first installed security provider that accepts the key. The broker is not known to need it.
   *
   * @param key an RSA private key
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when it is a key for another
   *     algorithm
   */
  static RsaDecrypter oaep(PrivateKey key) {
    return new JcaRsaDecrypter(JcaRsaDecrypter.OAEP, Objects.requireNonNull(key, "key"), null);
  }

  /**
   * Returns a decrypter for a key that belongs to a security provider, which need not be installed.
   *
   * @param key an RSA private key or a handle to one
   * @param provider what does the operation
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when it is a key for another
   *     algorithm
   */
  static RsaDecrypter of(PrivateKey key, Provider provider) {
    return new JcaRsaDecrypter(
        JcaRsaDecrypter.PKCS1_V1_5,
        Objects.requireNonNull(key, "key"),
        Objects.requireNonNull(provider, "provider"));
  }
}
