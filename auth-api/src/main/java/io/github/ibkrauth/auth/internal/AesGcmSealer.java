package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals by AES-256-GCM. Layout: one byte version, one byte length of the key id, the key id, 12
 * bytes nonce, ciphertext with tag. The store key and everything before the nonce are
 * authenticated.
 */
public final class AesGcmSealer implements SecretSealer {

  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final byte[] keyId;
  private final Secret key;
  private final RandomGenerator random;

  /** Creates the sealer. */
  public AesGcmSealer(String keyId, Secret key, RandomGenerator random) {
    if (!Objects.requireNonNull(keyId, "keyId").matches("[A-Za-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("a key id has 1 to 32 letters, digits or dashes");
    }
    this.keyId = keyId.getBytes(StandardCharsets.US_ASCII);
    this.key = Objects.requireNonNull(key, "key");
    this.random = Objects.requireNonNull(random, "random");
    secretKey();
  }

  @Override
  public byte[] seal(StoreKey storeKey, Secret secret) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] header = header();
    try {
      byte[] text =
          cipher(Cipher.ENCRYPT_MODE, nonce, header, storeKey)
              .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(header.length + NONCE + text.length)
          .put(header)
          .put(nonce)
          .put(text)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES/GCM", e);
    }
  }

  @Override
  public Secret open(StoreKey storeKey, byte[] sealed) {
    byte[] header = header();
    int textAt = header.length + NONCE;
    if (sealed.length < textAt + TAG_BITS / 8
        || !Arrays.equals(header, Arrays.copyOf(sealed, header.length))) {
      throw refused("was sealed with another key, or is not a sealed token");
    }
    byte[] nonce = Arrays.copyOfRange(sealed, header.length, textAt);
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, header, storeKey)
              .doFinal(sealed, textAt, sealed.length - textAt);
      return Secret.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw refused("does not open: the sealing key differs, or it was changed or moved");
    }
  }

  private static AuthProtocolException refused(String what) {
    return new AuthProtocolException(
        Details.of(
            AuthErrorCode.PROTOCOL,
            "The stored token " + what + ". Delete it from the store; a new one is fetched."));
  }

  private byte[] header() {
    return ByteBuffer.allocate(2 + keyId.length)
        .put(VERSION)
        .put((byte) keyId.length)
        .put(keyId)
        .array();
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] header, StoreKey storeKey)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, secretKey(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header);
    cipher.updateAAD(storeKey.toString().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private SecretKeySpec secretKey() {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(key.reveal().strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the sealing key is not base64");
    }
    if (bytes.length != 32) {
      throw new IllegalArgumentException("the sealing key has " + bytes.length + " bytes, not 32");
    }
    return new SecretKeySpec(bytes, "AES");
  }
}
