package io.github.ibkrauth.auth.gateway;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords of an authenticator (RFC 6238): SHA-1, 30 s, 6 digits. The clock must be right
 * to a few seconds.
 *
 * <p>The secret is read at each use, so that a rotated file takes effect. Neither it nor a code
 * that was handed out appears in {@code toString} or in a message. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Totp {

  private static final Duration STEP = Duration.ofSeconds(30);

  /** What a code needs to be typed, sent and checked before it runs out. */
  private static final Duration ENOUGH = Duration.ofSeconds(8);

  /** Steps that are remembered; servers accept codes of a few steps around theirs. */
  private static final int REMEMBERED = 128;

  private static final TimeBasedOneTimePasswordGenerator GENERATOR =
      new TimeBasedOneTimePasswordGenerator(STEP, 6);

  private final Secret secret;
  private final AuthRuntime runtime;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<Long, String> handedOut = new TreeMap<>();

  private Totp(Secret secret, AuthRuntime runtime) {
    this.secret = secret;
    this.runtime = runtime;
  }

  /**
   * Takes a secret in base32 as an authenticator is given it, in any case, with or without spaces,
   * dashes and padding; or the {@code otpauth://totp/} address that a QR code holds, of which the
   * label and the issuer are ignored.
   *
   * @param secret 80 bits or more
   * @param runtime clock, and what waits
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when the secret has another
   *     form, or the address asks for another algorithm, period or number of digits
   */
  public static Totp of(Secret secret, AuthRuntime runtime) {
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(runtime, "runtime");
    TotpSecret.parse(secret.reveal());
    return new Totp(secret, runtime);
  }

  /** Returns the code of now, without handing it out: {@link #next()} may give it yet. */
  public Code current() {
    Instant now = now();
    long step = stepAt(now);
    return code(step, codeOf(step), now);
  }

  /**
   * Hands out a code that is good for 8 s at least, and never one that this object has handed out
   * before; where there is none yet, waits for the next step. Several callers get codes of
   * different steps, and wait 30 s longer each.
   *
   * @throws io.github.ibkrauth.auth.error.AuthTransportException with code {@code INTERRUPTED} when
   *     the thread is interrupted while it waits; its interrupt flag stays set
   */
  public Code next() {
    while (true) {
      Reserved reserved = reserve();
      Duration wait = Duration.between(now(), start(reserved.step()));
      if (!wait.isNegative() && !wait.isZero()) {
        await(wait, reserved);
      }
      Instant now = now();
      if (stepAt(now) == reserved.step() && enough(reserved.step(), now)) {
        return code(reserved.step(), reserved.text(), now);
      }
      // The clock was set, or the thread slept on: that step is over, or lies far ahead.
      if (now.isBefore(start(reserved.step()))) {
        release(reserved);
      }
    }
  }

  private Reserved reserve() {
    Instant now = now();
    long step = stepAt(now);
    if (!enough(step, now)) {
      step++;
    }
    lock.lock();
    try {
      String text = codeOf(step);
      // Two steps may have the same code by chance; some servers refuse it the second time.
      while (handedOut.containsKey(step) || handedOut.containsValue(text)) {
        step++;
        text = codeOf(step);
      }
      handedOut.put(step, text);
      if (handedOut.size() > REMEMBERED) {
        handedOut.pollFirstEntry();
      }
      return new Reserved(step, text);
    } finally {
      lock.unlock();
    }
  }

  private void release(Reserved reserved) {
    lock.lock();
    try {
      handedOut.remove(reserved.step());
    } finally {
      lock.unlock();
    }
  }

  private void await(Duration wait, Reserved reserved) {
    try {
      runtime.sleeper().sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      release(reserved);
      throw new AuthTransportException(
          Details.of(
              AuthErrorCode.INTERRUPTED,
              "The thread was interrupted while it waited for the next one-time password."));
    }
  }

  private String codeOf(long step) {
    try {
      return GENERATOR.generateOneTimePasswordString(
          new SecretKeySpec(TotpSecret.parse(secret.reveal()), "HmacSHA1"),
          start(step),
          Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes a key of any length", e);
    }
  }

  private Instant now() {
    return runtime.clock().instant();
  }

  private static Code code(long step, String text, Instant now) {
    return new Code(text, Duration.between(now, start(step + 1)));
  }

  private static boolean enough(long step, Instant now) {
    return Duration.between(now, start(step + 1)).compareTo(ENOUGH) >= 0;
  }

  private static long stepAt(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
  }

  private static Instant start(long step) {
    return Instant.ofEpochSecond(step * STEP.toSeconds());
  }

  /** Shows neither secret nor code. */
  @Override
  public String toString() {
    return "Totp(****)";
  }

  private record Reserved(long step, String text) {}

  /**
   * A one-time password. Immutable.
   *
   * @param text its six digits; a secret for as long as it is good
   * @param left how long it is good from the moment it was made
   */
  public record Code(String text, Duration left) {

    /** Checks that both are there. */
    public Code {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(left, "left");
    }

    /** Returns the whole seconds left, rounded down. */
    public long secondsLeft() {
      return left.toSeconds();
    }

    /** Shows no digits. */
    @Override
    public String toString() {
      return "Code(******, " + secondsLeft() + " s left)";
    }
  }
}
