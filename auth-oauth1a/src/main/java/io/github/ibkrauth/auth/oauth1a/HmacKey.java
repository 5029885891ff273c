package io.github.ibkrauth.auth.oauth1a;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key for message authentication codes (RFC 2104): {@code H(outer, H(inner, data))}, where inner
 * and outer are the key mixed with two constants. Both are hashed once and each code goes on from a
 * copy, so no thread waits for another and nothing is looked up. Thread-safe.
 */
final class HmacKey {

  static final String SHA1 = "SHA-1";
  static final String SHA256 = "SHA-256";

  /** The block length of both hash functions. */
  private static final int BLOCK = 64;

  private final String hash;
  private final byte[] innerKey;
  private final byte[] outerKey;
  private final @Nullable MessageDigest inner;
  private final @Nullable MessageDigest outer;

  /**
   * Creates it.
   *
   * @param hash {@link #SHA1} or {@link #SHA256}
   * @param key of any length
   */
  HmacKey(String hash, byte[] key) {
    this.hash = hash;
    byte[] block = Arrays.copyOf(key.length > BLOCK ? fresh().digest(key) : key, BLOCK);
    this.innerKey = mixed(block, 0x36);
    this.outerKey = mixed(block, 0x5c);
    Arrays.fill(block, (byte) 0);
    this.inner = begunIfCopyable(innerKey);
    this.outer = begunIfCopyable(outerKey);
  }

  /** Returns the code of data. */
  byte[] sign(byte[] data) {
    return sign(data, data.length);
  }

  /** Returns the code of the first bytes of data. */
  byte[] sign(byte[] data, int length) {
    MessageDigest first = begun(inner, innerKey);
    first.update(data, 0, length);
    byte[] digest = first.digest();
    MessageDigest second = begun(outer, outerKey);
    second.update(digest);
    return second.digest();
  }

  private MessageDigest begun(@Nullable MessageDigest prepared, byte[] start) {
    if (prepared != null) {
      try {
        return (MessageDigest) prepared.clone();
      } catch (CloneNotSupportedException e) {
        // Computed from the start below.
      }
    }
    MessageDigest digest = fresh();
    digest.update(start);
    return digest;
  }

  private @Nullable MessageDigest begunIfCopyable(byte[] start) {
    MessageDigest digest = fresh();
    digest.update(start);
    try {
      return digest.clone() instanceof MessageDigest ? digest : null;
    } catch (CloneNotSupportedException e) {
      return null;
    }
  }

  private MessageDigest fresh() {
    try {
      return MessageDigest.getInstance(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + hash, e);
    }
  }

  private static byte[] mixed(byte[] block, int constant) {
    byte[] result = new byte[block.length];
    for (int i = 0; i < block.length; i++) {
      result[i] = (byte) (block[i] ^ constant);
    }
    return result;
  }

  /** Returns the hash function. */
  @Override
  public String toString() {
    return "HmacKey(" + hash + ")";
  }
}
