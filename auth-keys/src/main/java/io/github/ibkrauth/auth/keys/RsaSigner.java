package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.ApiLevel;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Objects;

/**
 * Signs with an RSA key: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2), which JSON Web
 * Signatures call {@code RS256} and OAuth 1.0a at Interactive Brokers calls {@code RSA-SHA256}.
 *
 * <p>The key need not be in this process. An application whose key lives in a key management
 * service implements this interface and lends it to the strategies:
 *
 * <pre>{@code
 * RsaSigner kms = data -> kmsClient.sign(keyId, data);
 * AuthRuntime runtime = AuthRuntime.builder().service(RsaSigner.class, kms).build();
 * }</pre>
 *
 * A strategy that signs looks its signer up with {@code runtime.service(RsaSigner.class)}; no
 * private key is then set in the configuration. A key on a PKCS#11 device needs no implementation:
 * pass its handle to {@link #of(PrivateKey, Provider)}.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
@ApiLevel(ApiLevel.Kind.SUPPORT)
public interface RsaSigner {

  /**
   * Signs.
   *
   * @param data what to sign, not yet hashed; left unchanged
   * @return the signature, as many bytes as the modulus has
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when the key cannot sign
   */
  byte[] sign(byte[] data);

  /**
   * Returns a signer for a key, with the first installed security provider that accepts it. The key
   * may be a handle to a device: its {@code getEncoded()} is never asked for.
   *
   * @param key an RSA private key
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when it is a key for another
   *     algorithm
   */
  static RsaSigner of(PrivateKey key) {
    return new JcaRsaSigner(Objects.requireNonNull(key, "key"), null);
  }

  /**
   * Returns a signer for a key that belongs to a security provider, which need not be installed.
   *
   * @param key an RSA private key or a handle to one
   * @param provider what does the operation
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when it is a key for another
   *     algorithm
   */
  static RsaSigner of(PrivateKey key, Provider provider) {
    return new JcaRsaSigner(
        Objects.requireNonNull(key, "key"), Objects.requireNonNull(provider, "provider"));
  }
}
