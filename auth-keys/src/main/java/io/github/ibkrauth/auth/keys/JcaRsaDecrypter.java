package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.util.List;
import java.util.Objects;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import org.jspecify.annotations.Nullable;

/** Decrypts through the Java cryptography architecture; a new operation each time. Thread-safe. */
final class JcaRsaDecrypter implements RsaDecrypter {

  static final String PKCS1_V1_5 = "RSA/ECB/PKCS1Padding";
  static final String OAEP = "RSA/ECB/OAEPWithSHA-1AndMGF1Padding";

  private final String transformation;
  private final PrivateKey key;
  private final @Nullable Provider provider;

  JcaRsaDecrypter(String transformation, PrivateKey key, @Nullable Provider provider) {
    RsaNumbers.requireRsa(key, "decrypt");
    this.transformation = transformation;
    this.key = key;
    this.provider = provider;
  }

  @Override
  public byte[] decrypt(byte[] ciphertext) {
    Objects.requireNonNull(ciphertext, "ciphertext");
    int expected = (RsaNumbers.bits(key).orElse(0) + 7) / 8;
    if (expected > 0 && ciphertext.length != expected) {
      throw new AuthConfigurationException(
          List.of(
              "The encrypted text has "
                  + ciphertext.length
                  + " bytes, but this RSA key makes texts of "
                  + expected
                  + " bytes: it was cut, or encrypted for another key."));
    }
    try {
      Cipher cipher =
          provider == null
              ? Cipher.getInstance(transformation)
              : Cipher.getInstance(transformation, provider);
      cipher.init(Cipher.DECRYPT_MODE, key);
      return cipher.doFinal(ciphertext);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw new AuthConfigurationException(
          List.of(
              "The RSA key does not decrypt the text: it was encrypted for another key (are two"
                  + " keys swapped?), or it is damaged."));
    } catch (GeneralSecurityException | ProviderException e) {
      throw new AuthConfigurationException(
          List.of(
              "The RSA key cannot decrypt ("
                  + Failures.nameOf(e)
                  + "). Check that the key may be used for decrypting and that its security"
                  + " provider or device is available."));
    }
  }

  @Override
  public String toString() {
    return "RsaDecrypter(" + RsaNumbers.describe(key) + ")";
  }
}
