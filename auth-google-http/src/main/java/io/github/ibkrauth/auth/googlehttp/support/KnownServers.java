package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The certificates that servers showed when they were first met, or that were pinned by hand: a
 * file {@code known-servers} with one line {@code host:port sha256:AA:BB...} for each server. Empty
 * lines and lines that begin with {@code #} are left alone.
 *
 * <p>Immutable and thread-safe; each question reads the file anew. Any number of programs may use
 * one folder: the file is replaced as a whole, under a lock beside it.
 *
 * <p>Every method that reads or writes throws {@link AuthConfigurationException} with a sentence
 * when the file cannot be read or written, or when a line of it cannot be understood: a damaged
 * file is never taken for an empty one.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class KnownServers {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.googlehttp");
  private static final String NAME = "known-servers";

  /** A lock on a file keeps other programs out, but not other threads of this one. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path directory;

  private KnownServers(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns what is remembered in a folder, which is made when something is to be remembered.
   *
   * @param directory the folder
   */
  public static KnownServers in(Path directory) {
    return new KnownServers(Objects.requireNonNull(directory, "directory").toAbsolutePath());
  }

  /**
   * Returns the folder in which a user's programs keep what they remember: {@code
   * $XDG_STATE_HOME/ibkrauth} or {@code ~/.local/state/ibkrauth}; on macOS {@code
   * ~/Library/Application Support/ibkrauth}; on Windows {@code %LOCALAPPDATA%\ibkrauth}.
   *
   * @param environment the environment variables
   * @param system the name of the operating system, as in the property {@code os.name}
   * @param home the user's home folder
   */
  public static Path defaultDirectory(Map<String, String> environment, String system, Path home) {
    String name = system.toLowerCase(Locale.ROOT);
    Path base;
    if (name.startsWith("windows")) {
      base = absolute(environment, "LOCALAPPDATA").orElse(home.resolve("AppData").resolve("Local"));
    } else if (name.startsWith("mac")) {
      base = home.resolve("Library").resolve("Application Support");
    } else {
      base =
          absolute(environment, "XDG_STATE_HOME").orElse(home.resolve(".local").resolve("state"));
    }
    return base.resolve("ibkrauth");
  }

  /** Returns that folder for the user whose program this is. */
  public static Path defaultDirectory() {
    return defaultDirectory(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /** Returns the fingerprint that is remembered for a server, upper-case hex with colons. */
  public Optional<String> fingerprint(Origin origin) {
    Objects.requireNonNull(origin, "origin");
    try {
      return KnownServersText.read(file()).find(ServerName.withPort(origin));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Remembers a fingerprint for a server, in place of any other.
   *
   * @param sha256 as {@link ServerTrust#fingerprint} takes it
   * @throws IllegalArgumentException when it is no fingerprint
   */
  public void remember(Origin origin, String sha256) {
    Objects.requireNonNull(origin, "origin");
    String fingerprint = CertificateFingerprint.parse(Objects.requireNonNull(sha256, "sha256"));
    change(text -> text.with(ServerName.withPort(origin), fingerprint));
  }

  /** Forgets a server; returns whether it was remembered. */
  public boolean forget(Origin origin) {
    Objects.requireNonNull(origin, "origin");
    String server = ServerName.withPort(origin);
    return Files.exists(file()) && change(text -> text.without(server)).find(server).isPresent();
  }

  /** Returns the file, which need not be there. */
  public Path file() {
    return directory.resolve(NAME);
  }

  /** Remembers a fingerprint unless there is one already; returns the one that is remembered. */
  String rememberFirst(Origin origin, String fingerprint) {
    String server = ServerName.withPort(origin);
    KnownServersText before =
        change(text -> text.find(server).isPresent() ? text : text.with(server, fingerprint));
    if (before.find(server).isEmpty()) {
      LOG.log(
          Level.INFO,
          "{0} was met for the first time: its certificate, SHA-256 {1}, is remembered in {2}, and"
              + " it is trusted with no other",
          server,
          fingerprint,
          file());
    }
    return before.find(server).orElse(fingerprint);
  }

  /** Changes the file; returns what stood in it before. */
  private KnownServersText change(Function<KnownServersText, KnownServersText> edit) {
    THREADS.lock();
    try {
      PrivateFile.createFolder(directory);
      try (FileChannel beside =
              FileChannel.open(
                  PrivateFile.create(directory.resolve(NAME + ".lock")), StandardOpenOption.WRITE);
          FileLock held = beside.lock()) {
        Objects.requireNonNull(held, "held");
        KnownServersText before = KnownServersText.read(file());
        KnownServersText after = edit.apply(before);
        if (after != before) {
          PrivateFile.replace(file(), after.toText());
        }
        return before;
      }
    } catch (OverlappingFileLockException e) {
      throw new AuthConfigurationException(
          file() + " is in use by another copy of this library in the same program: try again.", e);
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      THREADS.unlock();
    }
  }

  private AuthConfigurationException unreadable(IOException e) {
    return new AuthConfigurationException(
        e instanceof KnownServersText.DamagedException
            ? String.valueOf(e.getMessage())
            : file() + " cannot be read (" + e.getClass().getSimpleName() + "): check its owner.",
        e);
  }

  private AuthConfigurationException unwritable(IOException e) {
    return new AuthConfigurationException(
        e instanceof KnownServersText.DamagedException
            ? String.valueOf(e.getMessage())
            : file()
                + " cannot be written ("
                + e.getClass().getSimpleName()
                + "): name a folder that this user may write to, or pin the certificate's"
                + " fingerprint in the settings.",
        e);
  }

  private static Optional<Path> absolute(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  @Override
  public String toString() {
    return "KnownServers(" + file() + ")";
  }
}
