package io.github.ibkrauth.auth.oauth1a;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key for message authentication codes (RFC 2104). The platform's {@link Mac} serves one thread
 * at a time, and to look one up and give it the key costs about as much as a code: so those that
 * are idle wait here, several, so that threads seldom want the same. No thread waits for another.
 * Thread-safe.
 */
final class HmacKey {

  static final String SHA1 = "HmacSHA1";
  static final String SHA256 = "HmacSHA256";

  private static final int PLACES = 8;

  /** Places lie so far apart that threads on two processors do not share a cache line. */
  private static final int APART = 16;

  private final String algorithm;
  private final SecretKeySpec key;
  private final AtomicReferenceArray<@Nullable Mac> idle =
      new AtomicReferenceArray<>(PLACES * APART);

  /**
   * Creates it.
   *
   * @param algorithm {@link #SHA1} or {@link #SHA256}
   * @param key of any length but zero
   */
  HmacKey(String algorithm, byte[] key) {
    this.algorithm = algorithm;
    this.key = new SecretKeySpec(key, algorithm);
  }

  /** Returns the code of data. */
  byte[] sign(byte[] data) {
    return sign(data, data.length);
  }

  /** Returns the code of the first bytes of data. */
  byte[] sign(byte[] data, int length) {
    int place = place(Thread.currentThread().getId());
    Mac mac = idle.getAndSet(place, null);
    if (mac == null) {
      mac = fresh();
    }
    mac.update(data, 0, length);
    byte[] code = mac.doFinal();
    // It begins anew after a code, and whoever takes it sees all that was done with it.
    idle.setRelease(place, mac);
    return code;
  }

  /** Threads are counted beyond what an int holds: a program may start thousands in a second. */
  static int place(long thread) {
    return (int) (thread % PLACES) * APART;
  }

  private Mac fresh() {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }

  /** Returns the algorithm. */
  @Override
  public String toString() {
    return "HmacKey(" + algorithm + ")";
  }
}
