package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.store.Lease;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and leases as files of one folder, for all processes of one computer that may write there.
 * One file a key, readable by its owner only, replaced as a whole: whoever is killed while it
 * writes leaves the old value or the new one. What stands in a file beside the sealed token is
 * proved by the sealer too.
 *
 * <p>A file that was truncated or changed is renamed to {@code *.damaged-1} (or the next free
 * number), a warning is logged, and {@link #load} says so once by an exception with {@link
 * StoreErrorCode#STORE_DAMAGED}. A file that was sealed with a key that is not there is left as it
 * is: {@link StoreErrorCode#SEALING_KEY_UNKNOWN}. Put back from a copy, an old file counts as the
 * newest: a folder of files cannot know better.
 *
 * <p>Not for folders that several computers share: their locks are not to be relied on.
 * Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class FileTokenStore implements TokenStore {

  private final StoreFolder folder;
  private final SecretSealer sealer;
  private final InstantSource clock;
  private final RandomGenerator random;

  FileTokenStore(Path place, SecretSealer sealer, AuthRuntime runtime, Disk disk) {
    this.sealer = Objects.requireNonNull(sealer, "sealer");
    this.clock = runtime.clock();
    this.random = runtime.random();
    this.folder = StoreFolder.open(place, disk, runtime.sleeper());
  }

  /**
   * Opens the store of a folder, and makes the folder unless it is there.
   *
   * @param folder for nothing but the store
   * @param sealer proves what stands in the files beside the tokens, such as {@link SealingKeys}
   * @param runtime clock, random numbers, and what waits for a lock
   * @throws io.github.ibkrauth.auth.error.AuthTransportException when the folder cannot be used
   */
  public static FileTokenStore open(Path folder, SecretSealer sealer, AuthRuntime runtime) {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(runtime, "runtime");
    return new FileTokenStore(folder, sealer, runtime, new LocalDisk());
  }

  /** Returns the folder. */
  public Path folder() {
    return folder.path();
  }

  @Override
  public Optional<StoredToken> load(StoreKey key) {
    String name = StoreFolder.name(key);
    Optional<StoredToken> token;
    try {
      token = Optional.ofNullable(token(key, folder.read(name + StoreFolder.TOKEN)));
    } catch (DamagedFileException maybeMeanwhileReplaced) {
      token = folder.locked(name, () -> Optional.ofNullable(tokenOrComplain(key)));
    }
    return token.isPresent() && !lives(token.get())
        ? folder.locked(name, () -> Optional.ofNullable(tokenOrRemove(key)))
        : token;
  }

  @Override
  public boolean replace(StoreKey key, long expectedVersion, StoredToken next) {
    String name = StoreFolder.name(key);
    byte[] file = new TokenFile(key, next).write(sealer);
    return folder.locked(
        name,
        () -> {
          StoredToken present = tokenOrSetAside(key);
          long version = present == null || !lives(present) ? 0 : present.version();
          if (version != expectedVersion || next.version() != expectedVersion + 1) {
            return false;
          }
          folder.replace(name, StoreFolder.TOKEN, file);
          return true;
        });
  }

  @Override
  public void delete(StoreKey key) {
    String name = StoreFolder.name(key);
    folder.locked(
        name,
        () -> {
          folder.delete(name + StoreFolder.TOKEN);
          return name;
        });
  }

  @Override
  public Optional<Lease> tryLease(StoreKey key, Duration ttl, String owner) {
    String name = StoreFolder.name(key);
    return folder.locked(
        name,
        () -> {
          LeaseFile last = leaseOrComplain(key);
          Instant now = clock.instant();
          if (last != null && now.isBefore(last.until())) {
            return Optional.empty();
          }
          // Without a file to count on from, the time is above every number that was given out.
          long fence = last == null ? now.toEpochMilli() : last.fence() + 1;
          LeaseFile next = new LeaseFile(key, fence, random.nextLong(), now.plus(ttl), owner);
          folder.replace(name, StoreFolder.LEASE, next.write(sealer));
          return Optional.of(new FileLease(this, next));
        });
  }

  /**
   * Returns the keys of the tokens that are there, expired ones left out. Damaged files are set
   * aside with a warning in the log.
   */
  public List<StoreKey> keys() {
    List<StoreKey> keys = new ArrayList<>();
    for (String file : folder.tokenFiles()) {
      readOrSetAside(file)
          .filter(read -> lives(read.token()))
          .map(TokenFile::key)
          .ifPresent(keys::add);
    }
    return List.copyOf(keys);
  }

  /**
   * Seals everything anew that an older key has sealed, so that the older key can be taken away. A
   * token that another process writes meanwhile is sealed by that process.
   *
   * @throws IllegalStateException when the sealer is not made of {@link SealingKeys}
   */
  public Rotation rotate() {
    if (!(sealer instanceof SealingKeys keys)) {
      throw new IllegalStateException("only a store sealed by SealingKeys knows older keys");
    }
    int resealed = 0;
    int newest = 0;
    List<String> problems = new ArrayList<>();
    for (String file : folder.tokenFiles()) {
      try {
        Optional<TokenFile> read = readOrSetAside(file);
        if (read.isEmpty()) {
          problems.add(file + " is damaged and was set aside, or was just deleted.");
        } else if (reseal(read.get(), keys)) {
          resealed++;
        } else {
          newest++;
        }
      } catch (AuthException e) {
        problems.add(file + ": " + e.getMessage());
      }
    }
    return new Rotation(resealed, newest, List.copyOf(problems));
  }

  private boolean reseal(TokenFile read, SealingKeys keys) {
    StoreKey key = read.key();
    StoredToken token = read.token();
    if (keys.isNewest(token.sealed())) {
      return false;
    }
    byte[] sealed = keys.seal(key, keys.open(key, token.sealed()));
    replace(
        key,
        token.version(),
        StoredToken.of(
            sealed, token.version() + 1, token.expiresAt().orElse(null), token.binding()));
    return true;
  }

  /**
   * What a rotation did. Immutable.
   *
   * @param resealed how many tokens were sealed anew
   * @param newest how many had the newest key already
   * @param problems one sentence for each file that could not be opened
   */
  public record Rotation(int resealed, int newest, List<String> problems) {

    /** Copies the list. */
    public Rotation {
      problems = List.copyOf(problems);
    }
  }

  boolean holds(LeaseFile lease) {
    byte[] file = folder.read(StoreFolder.name(lease.key()) + StoreFolder.LEASE);
    try {
      LeaseFile present = file == null ? lease.givenBack() : LeaseFile.read(file, sealer);
      return present.holder() == lease.holder() && clock.instant().isBefore(present.until());
    } catch (DamagedFileException e) {
      return false;
    }
  }

  void giveBack(LeaseFile lease) {
    String name = StoreFolder.name(lease.key());
    folder.locked(
        name,
        () -> {
          if (holds(lease)) {
            folder.replace(name, StoreFolder.LEASE, lease.givenBack().write(sealer));
          }
          return name;
        });
  }

  private boolean lives(StoredToken token) {
    return token.expiresAt().map(end -> clock.instant().isBefore(end)).orElse(true);
  }

  private @Nullable StoredToken token(StoreKey key, byte @Nullable [] file)
      throws DamagedFileException {
    if (file == null) {
      return null;
    }
    TokenFile read = TokenFile.read(file, sealer);
    if (!read.key().equals(key)) {
      throw new DamagedFileException("it belongs to another key of the store");
    }
    return read.token();
  }

  private @Nullable StoredToken tokenOrRemove(StoreKey key) throws IOException {
    StoredToken token = tokenOrComplain(key);
    if (token != null && !lives(token)) {
      folder.delete(StoreFolder.name(key) + StoreFolder.TOKEN);
      return null;
    }
    return token;
  }

  private @Nullable StoredToken tokenOrComplain(StoreKey key) throws IOException {
    String file = StoreFolder.name(key) + StoreFolder.TOKEN;
    try {
      return token(key, folder.read(file));
    } catch (DamagedFileException e) {
      throw damaged("token of " + key, folder.setAside(file, complaint(e)), e);
    }
  }

  /** The caller is about to write over it; the warning in the log tells what was there. */
  private @Nullable StoredToken tokenOrSetAside(StoreKey key) throws IOException {
    String file = StoreFolder.name(key) + StoreFolder.TOKEN;
    try {
      return token(key, folder.read(file));
    } catch (DamagedFileException e) {
      folder.setAside(file, complaint(e));
      return null;
    }
  }

  private @Nullable LeaseFile leaseOrComplain(StoreKey key) throws IOException {
    String file = StoreFolder.name(key) + StoreFolder.LEASE;
    byte[] bytes = folder.read(file);
    try {
      LeaseFile lease = bytes == null ? null : LeaseFile.read(bytes, sealer);
      if (lease != null && !lease.key().equals(key)) {
        throw new DamagedFileException("it belongs to another key of the store");
      }
      return lease;
    } catch (DamagedFileException e) {
      throw damaged("lease of " + key, folder.setAside(file, complaint(e)), e);
    }
  }

  private Optional<TokenFile> readOrSetAside(String file) {
    try {
      return checked(file);
    } catch (DamagedFileException maybeMeanwhileReplaced) {
      String name = file.substring(0, file.length() - StoreFolder.TOKEN.length());
      return folder.locked(
          name,
          () -> {
            try {
              return checked(file);
            } catch (DamagedFileException e) {
              folder.setAside(file, complaint(e));
              return Optional.empty();
            }
          });
    }
  }

  private Optional<TokenFile> checked(String file) throws DamagedFileException {
    byte[] bytes = folder.read(file);
    if (bytes == null) {
      return Optional.empty();
    }
    TokenFile read = TokenFile.read(bytes, sealer);
    if (!file.equals(StoreFolder.name(read.key()) + StoreFolder.TOKEN)) {
      throw new DamagedFileException("it belongs to another key of the store");
    }
    return Optional.of(read);
  }

  private static String complaint(DamagedFileException e) {
    return Objects.requireNonNullElse(e.getMessage(), "it cannot be understood");
  }

  private static AuthProtocolException damaged(String what, Path aside, DamagedFileException e) {
    return new AuthProtocolException(
        Details.of(
            StoreErrorCode.STORE_DAMAGED,
            "The "
                + what
                + " cannot be used: "
                + complaint(e)
                + ". Its file was set aside as "
                + aside
                + ". The store goes on without it; put a good copy back, or have the user connect"
                + " again."));
  }

  /** Returns the folder. */
  @Override
  public String toString() {
    return "FileTokenStore(" + folder.path() + ")";
  }
}
