package io.github.ibkrauth.ibkr.simulator;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The second factor of a login: a time-based code (RFC 6238: SHA-1, 30 s, 6 digits) of a secret, or
 * a code of 8 digits that was handed out for one login. No code is good twice. Thread-safe.
 */
final class SecondFactor {
  private static final int STEP_SECONDS = 30;
  private static final int ONE_OFF_CODES = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final SecureRandom random = new SecureRandom();
  private final byte[] secret;
  private final Deque<String> oneOffCodes = new ArrayDeque<>();
  private long lastStep = Long.MIN_VALUE;

  SecondFactor(byte[] secret) {
    this.secret = secret.clone();
  }

  /** Makes a secret of 160 bits. */
  static SecondFactor fresh() {
    byte[] secret = new byte[20];
    new SecureRandom().nextBytes(secret);
    return new SecondFactor(secret);
  }

  /** Returns the secret in base32, as an authenticator application takes it. */
  String secret() {
    return Base32.encode(secret);
  }

  /** Hands out a code that is good once; of several unused ones only the latest are good. */
  String oneOffCode() {
    String code = String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
    lock.lock();
    try {
      oneOffCodes.addLast(code);
      if (oneOffCodes.size() > ONE_OFF_CODES) {
        oneOffCodes.removeFirst();
      }
      return code;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a code is good now; uses it up. A clock may be one step off. */
  boolean accepts(String code, Instant now) {
    lock.lock();
    try {
      if (oneOffCodes.remove(code)) {
        return true;
      }
      long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
      for (long step = Math.max(present - 1, lastStep + 1); step <= present + 1; step++) {
        if (timeBased(step).equals(code)) {
          lastStep = step;
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the time-based code of a moment. */
  String timeBased(Instant when) {
    return timeBased(Math.floorDiv(when.getEpochSecond(), STEP_SECONDS));
  }

  private String timeBased(long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xF;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7FFF_FFFF;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HmacSHA1", e);
    }
  }
}
