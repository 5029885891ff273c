package io.github.ibkrauth.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be seen: a token, a password, a private key. {@link #toString()} shows a
 * fingerprint that is the same for the same value within one run of the program and means nothing
 * outside it; {@link #reveal()} is the only way to the value, so a search for that word finds every
 * place where a secret is used.
 *
 * <p>A secret may be a reference (a file, an environment variable): then it is read at each {@code
 * reveal()}, so that a rotated file takes effect without a restart.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Secret {

  private static final byte[] PROCESS_KEY = processKey();

  private final Supplier<String> source;

  private Secret(Supplier<String> source) {
    this.source = source;
  }

  /**
   * Wraps a value.
   *
   * @param value the secret text
   */
  public static Secret of(String value) {
    Objects.requireNonNull(value, "value");
    return new Secret(() -> value);
  }

  /**
   * Wraps a reference that is read at each {@link #reveal()}.
   *
   * @param source gives the current value; may throw an unchecked exception whose message names the
   *     reference, never the value
   */
  public static Secret from(Supplier<String> source) {
    return new Secret(Objects.requireNonNull(source, "source"));
  }

  /**
   * Returns the value itself. Keep it in a local variable, hand it to the operation that needs it,
   * and never to a message.
   *
   * @throws RuntimeException what the reference throws when it cannot be read
   */
  public String reveal() {
    return Objects.requireNonNull(source.get(), "the secret's source gave null");
  }

  /**
   * Returns eight hexadecimal digits that identify the value within this run of the program: a
   * keyed hash under a key that is drawn at start-up and never leaves the process.
   */
  public String fingerprint() {
    return fingerprintOf(reveal());
  }

  static String fingerprintOf(String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(PROCESS_KEY, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  /** Compares the values in constant time. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            reveal().getBytes(StandardCharsets.UTF_8),
            that.reveal().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  /**
   * Returns {@code Secret(****, fp:1a2b3c4d)}, or {@code Secret(****)} while the reference cannot
   * be read.
   */
  @Override
  public String toString() {
    try {
      return "Secret(****, fp:" + fingerprint() + ")";
    } catch (RuntimeException unreadable) {
      return "Secret(****)";
    }
  }

  private static byte[] processKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
