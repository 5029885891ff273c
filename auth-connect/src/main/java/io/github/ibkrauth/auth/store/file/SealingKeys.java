package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Seals by AES-256-GCM with the newest of several keys, and opens what any of them has sealed. A
 * key is a text, the base64 of 32 bytes, or is kept elsewhere ({@link KeyEncryption}). A text may
 * hold several keys, one a line, the newest first; lines that begin with {@code #} are left out.
 * Texts that are references to files are read anew whenever they are used, so that a rotated file
 * takes effect without a restart.
 *
 * <p>To rotate: put the new key in front and leave the old one behind it; call {@link
 * FileTokenStore#rotate}; take the old one away. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class SealingKeys implements SecretSealer {

  private final List<KeySource> sources;

  private SealingKeys(List<KeySource> sources) {
    this.sources = sources;
  }

  /** Returns the keys of a text. */
  public static SealingKeys of(Secret keys, RandomGenerator random) {
    return builder(random).keys("the sealing key", keys).build();
  }

  /** Starts a list of keys, the newest first. */
  public static Builder builder(RandomGenerator random) {
    return new Builder(random);
  }

  /** Returns a new key, as a text. */
  public static Secret generate(RandomGenerator random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return Secret.of(Base64.getEncoder().encodeToString(key));
  }

  @Override
  public byte[] seal(StoreKey key, Secret secret) {
    return newest().seal(key, secret);
  }

  @Override
  public Secret open(StoreKey key, byte[] sealed) {
    List<SealingKey> keys = keys();
    for (SealingKey candidate : keys) {
      if (candidate.sealed(sealed)) {
        return candidate.open(key, sealed);
      }
    }
    throw new AuthProtocolException(
        Details.of(
            StoreErrorCode.SEALING_KEY_UNKNOWN,
            "The stored token of "
                + key
                + " was sealed with the key "
                + named(SealedBy.name(sealed))
                + ", which is not among the sealing keys here ("
                + keys.stream().map(SealingKey::id).collect(Collectors.joining(", "))
                + "). Add it behind the newest one (store.older-keys), or delete the"
                + " token and have the user connect again."));
  }

  /** Returns whether something was sealed with the newest key. */
  public boolean isNewest(byte[] sealed) {
    return newest().sealed(sealed);
  }

  /** Returns the names of the keys, the newest first. They tell nothing of the keys. */
  public List<String> keyIds() {
    return keys().stream().map(SealingKey::id).toList();
  }

  private static String named(String id) {
    return id.isEmpty() ? "of an unreadable name" : id;
  }

  private SealingKey newest() {
    return keys().get(0);
  }

  private List<SealingKey> keys() {
    return sources.stream().flatMap(source -> source.keys().stream()).toList();
  }

  /** Returns the names of the keys, as far as they can be read. */
  @Override
  public String toString() {
    try {
      return "SealingKeys(" + String.join(", ", keyIds()) + ")";
    } catch (RuntimeException unreadable) {
      return "SealingKeys";
    }
  }

  /** Collects keys, the newest first. Not thread-safe. */
  public static final class Builder {

    private final RandomGenerator random;
    private final List<KeySource> sources = new ArrayList<>();

    private Builder(RandomGenerator random) {
      this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * Adds the keys of a text.
     *
     * @param name what messages call it, such as a setting
     * @param keys one key a line
     */
    public Builder keys(String name, Secret keys) {
      sources.add(new TextSource(Objects.requireNonNull(name, "name"), keys, random));
      return this;
    }

    /**
     * Adds a key that is kept elsewhere.
     *
     * @throws IllegalArgumentException when its name has another form
     */
    public Builder keyEncryption(KeyEncryption encryption) {
      WrappedKey key = new WrappedKey(encryption, random);
      sources.add(() -> List.of(key));
      return this;
    }

    /**
     * Reads the keys for the first time.
     *
     * @throws AuthConfigurationException when there is none, or one cannot be read or has another
     *     form
     */
    public SealingKeys build() {
      SealingKeys keys = new SealingKeys(List.copyOf(sources));
      if (keys.keys().isEmpty()) {
        throw new AuthConfigurationException(
            List.of("There is no sealing key: make one with openssl rand -base64 32."));
      }
      return keys;
    }
  }

  /** Where keys come from. Thread-safe. */
  private interface KeySource {

    List<SealingKey> keys();
  }

  /** A text, parsed anew when it has changed. */
  private static final class TextSource implements KeySource {

    private final String name;
    private final Secret text;
    private final RandomGenerator random;
    private volatile @Nullable Parsed last;

    TextSource(String name, Secret text, RandomGenerator random) {
      this.name = name;
      this.text = Objects.requireNonNull(text, "keys");
      this.random = random;
    }

    @Override
    public List<SealingKey> keys() {
      Secret now = Secret.of(text.reveal());
      Parsed parsed = last;
      if (parsed == null || !parsed.text().equals(now)) {
        parsed = new Parsed(now, parse(now));
        last = parsed;
      }
      return parsed.keys();
    }

    private List<SealingKey> parse(Secret now) {
      List<SealingKey> keys = new ArrayList<>();
      List<String> lines =
          now.reveal()
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      for (int i = 0; i < lines.size(); i++) {
        try {
          keys.add(LocalKey.of(lines.get(i), random));
        } catch (IllegalArgumentException e) {
          throw new AuthConfigurationException(
              List.of(
                  name
                      + (lines.size() == 1 ? " " : ", key " + (i + 1) + ", ")
                      + e.getMessage()
                      + ": a sealing key is the base64 of 32 bytes, as openssl rand -base64 32"
                      + " makes it."));
        }
      }
      return List.copyOf(keys);
    }
  }

  /** A text, and what it holds. */
  private record Parsed(Secret text, List<SealingKey> keys) {}
}
