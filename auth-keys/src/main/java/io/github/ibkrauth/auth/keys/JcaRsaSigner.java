package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Signs through the Java cryptography architecture; a new operation each time. Thread-safe. */
final class JcaRsaSigner implements RsaSigner {

  private static final String ALGORITHM = "SHA256withRSA";

  private final PrivateKey key;
  private final @Nullable Provider provider;

  JcaRsaSigner(PrivateKey key, @Nullable Provider provider) {
    RsaNumbers.requireRsa(key, "sign");
    this.key = key;
    this.provider = provider;
  }

  @Override
  public byte[] sign(byte[] data) {
    Objects.requireNonNull(data, "data");
    try {
      Signature signature =
          provider == null
              ? Signature.getInstance(ALGORITHM)
              : Signature.getInstance(ALGORITHM, provider);
      signature.initSign(key);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException | ProviderException e) {
      throw new AuthConfigurationException(
          List.of(
              "The RSA key cannot sign with SHA-256 ("
                  + Failures.nameOf(e)
                  + "). Check that the key may be used for signing and that its security provider"
                  + " or device is available."));
    }
  }

  @Override
  public String toString() {
    return "RsaSigner(" + RsaNumbers.describe(key) + ")";
  }
}
