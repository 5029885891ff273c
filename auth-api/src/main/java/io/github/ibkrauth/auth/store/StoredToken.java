package io.github.ibkrauth.auth.store;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sealed token as a store holds it. Immutable and thread-safe. */
@ApiLevel(ApiLevel.Kind.SPI)
public final class StoredToken {

  private final byte[] sealed;
  private final long version;
  private final @Nullable Instant expiresAt;
  private final Map<String, String> binding;

  private StoredToken(
      byte[] sealed, long version, @Nullable Instant expiresAt, Map<String, String> binding) {
    this.sealed = sealed;
    this.version = version;
    this.expiresAt = expiresAt;
    this.binding = binding;
  }

  /**
   * Returns a stored token.
   *
   * @param sealed what a {@link SecretSealer} made
   * @param version counts up from 1 with each replacement
   * @param expiresAt when the token ends, if known
   * @param binding where it is valid: strategy id, SPI version, egress address, host
   */
  public static StoredToken of(
      byte[] sealed, long version, @Nullable Instant expiresAt, Map<String, String> binding) {
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1, not " + version);
    }
    return new StoredToken(
        Objects.requireNonNull(sealed, "sealed").clone(), version, expiresAt, Map.copyOf(binding));
  }

  /** Returns a copy of the sealed bytes. */
  public byte[] sealed() {
    return sealed.clone();
  }

  /** Returns the version, from 1. */
  public long version() {
    return version;
  }

  /** Returns when the token ends, if known. */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** Returns where it is valid; read-only. */
  public Map<String, String> binding() {
    return binding;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredToken that
        && version == that.version
        && Objects.equals(expiresAt, that.expiresAt)
        && binding.equals(that.binding)
        && Arrays.equals(sealed, that.sealed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, expiresAt, binding, Arrays.hashCode(sealed));
  }

  /** Returns version and end, not the bytes. */
  @Override
  public String toString() {
    return "StoredToken(version "
        + version
        + ", expires "
        + (expiresAt == null ? "unknown" : expiresAt)
        + ")";
  }
}
