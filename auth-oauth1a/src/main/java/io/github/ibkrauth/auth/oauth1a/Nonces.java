package io.github.ibkrauth.auth.oauth1a;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Numbers used once: 128 random bits each, as 32 lower-case hexadecimal digits. Random generators
 * fit for secrets let one thread in at a time, so a seed is drawn for many nonces, which are the
 * halves of SHA-256 hashes of that seed and a counter. Thread-safe.
 */
final class Nonces {

  private static final int BYTES = 16;
  private static final int SEED_BYTES = 32;
  private static final int HASH_BYTES = 32;
  private static final int AT_A_TIME = 512;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final RandomGenerator random;
  private volatile Supply supply = new Supply(new byte[0]);

  Nonces(RandomGenerator random) {
    this.random = random;
  }

  /** Returns the digits of the next one, ASCII. */
  byte[] next() {
    while (true) {
      Supply current = supply;
      int start = current.used.getAndAdd(BYTES);
      if (start >= 0 && start < current.bytes.length) {
        return digits(current.bytes, start);
      }
      // Of several threads that draw at once the last one's supply stays; each begins at its start.
      supply = new Supply(drawn());
    }
  }

  private byte[] drawn() {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    byte[] bytes = new byte[BYTES * AT_A_TIME];
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i * HASH_BYTES < bytes.length; i++) {
        hash.update(seed);
        hash.update((byte) (i >> 8));
        hash.update((byte) i);
        hash.digest(bytes, i * HASH_BYTES, HASH_BYTES);
      }
    } catch (NoSuchAlgorithmException | DigestException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
    return bytes;
  }

  private static byte[] digits(byte[] bytes, int start) {
    byte[] text = new byte[2 * BYTES];
    for (int i = 0; i < BYTES; i++) {
      byte b = bytes[start + i];
      text[2 * i] = HEX[(b >> 4) & 0xf];
      text[2 * i + 1] = HEX[b & 0xf];
    }
    return text;
  }

  private static final class Supply {

    private final byte[] bytes;
    private final AtomicInteger used = new AtomicInteger();

    Supply(byte[] bytes) {
      this.bytes = bytes;
    }
  }
}
