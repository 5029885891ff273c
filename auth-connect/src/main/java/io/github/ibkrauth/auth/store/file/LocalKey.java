package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A key that is held here. Its name is made from it, so that another key never has the same name.
 * Thread-safe.
 */
final class LocalKey implements SealingKey {

  private static final byte FORMAT = 1;
  private static final byte[] PURPOSE = "name of a sealing key".getBytes(StandardCharsets.US_ASCII);

  private final String id;
  private final SecretSealer sealer;

  private LocalKey(String id, SecretSealer sealer) {
    this.id = id;
    this.sealer = sealer;
  }

  /**
   * Returns the key of a text.
   *
   * @param base64 32 bytes
   * @throws IllegalArgumentException when it has another form; the message shows nothing of it
   */
  static LocalKey of(String base64, RandomGenerator random) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not base64");
    }
    if (bytes.length != 32) {
      throw new IllegalArgumentException("has " + bytes.length + " bytes instead of 32");
    }
    String id = "k" + HexFormat.of().formatHex(Digests.hmac(bytes, PURPOSE), 0, 8);
    return new LocalKey(id, SecretSealer.aesGcm(id, Secret.of(base64), random));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean sealed(byte[] bytes) {
    return id.equals(SealedBy.of(bytes, FORMAT));
  }

  @Override
  public byte[] seal(StoreKey key, Secret secret) {
    return sealer.seal(key, secret);
  }

  @Override
  public Secret open(StoreKey key, byte[] sealed) {
    return sealer.open(key, sealed);
  }
}
