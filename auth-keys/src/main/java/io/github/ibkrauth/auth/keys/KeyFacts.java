package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.ApiLevel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a configured key: where it comes from, how large it is, which public key
 * belongs to it. Holds nothing secret. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class KeyFacts {

  private final String source;
  private final OptionalInt bits;
  private final @Nullable RSAPublicKey publicKey;
  private final @Nullable String warning;

  KeyFacts(String source, PrivateKey key, @Nullable String warning) {
    this.source = source;
    this.bits = RsaNumbers.bits(key);
    this.publicKey = PemKeys.publicKeyOf(key).orElse(null);
    this.warning = warning;
  }

  /** Returns the setting, where it is set, and the file, for messages. */
  public String source() {
    return source;
  }

  /** Returns the size of the modulus; nothing when the key does not tell. */
  public OptionalInt bits() {
    return bits;
  }

  /** Returns the public half, where the key tells it. */
  public Optional<RSAPublicKey> publicKey() {
    return Optional.ofNullable(publicKey);
  }

  /**
   * Returns the SHA-256 hash of the public half (DER, SubjectPublicKeyInfo) in hexadecimal digits:
   * what {@code openssl pkey -pubin -in public.pem -outform DER | openssl dgst -sha256} prints for
   * the public key that was registered.
   */
  public Optional<String> publicKeySha256() {
    return publicKey().map(key -> HexFormat.of().formatHex(sha256(key.getEncoded())));
  }

  /** Returns a warning when other users of the machine may read the key's file. */
  public Optional<String> permissionsWarning() {
    return Optional.ofNullable(warning);
  }

  /** Returns source and size. */
  @Override
  public String toString() {
    return "KeyFacts(" + source + (bits.isPresent() ? ", " + bits.getAsInt() + " bits" : "") + ")";
  }

  private static byte[] sha256(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
