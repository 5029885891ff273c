package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.time.Sleeper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a store: names, whole reads, whole replacements, and setting aside what is damaged.
 * Files are named by a hash of the store key: key parts may hold dots, and differ in case only.
 * Thread-safe.
 */
final class StoreFolder {

  static final String TOKEN = ".token";
  static final String LEASE = ".lease";
  private static final String FRESH = ".new";
  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.store.file");

  private final Path folder;
  private final Disk disk;
  private final FolderLocks locks;

  private StoreFolder(Path folder, Disk disk, FolderLocks locks) {
    this.folder = folder;
    this.disk = disk;
    this.locks = locks;
  }

  /** Makes the folder unless it is there, and removes what a killed process began to write. */
  static StoreFolder open(Path place, Disk disk, Sleeper sleeper) {
    try {
      if (!Files.isDirectory(place)) {
        Files.createDirectories(place, OwnerOnly.folder(place));
      }
      Path folder = place.toRealPath();
      warnOfOthers(folder);
      StoreFolder opened = new StoreFolder(folder, disk, new FolderLocks(folder, sleeper));
      opened.removeLeftovers();
      return opened;
    } catch (IOException e) {
      throw unavailable(place, "made or read", e);
    }
  }

  private static void warnOfOthers(Path folder) throws IOException {
    String open = OwnerOnly.tooOpen(folder);
    if (!open.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "The token store {0} is open to other users of this computer ({1}). Its values are"
              + " sealed; still, run chmod 700 on it.",
          folder,
          open);
    }
    if (!OwnerOnly.isKnownTo(folder)) {
      LOG.log(
          Level.INFO,
          "The file system of the token store {0} has no POSIX permissions: the folder''s own"
              + " access list decides who may read it.",
          folder);
    }
  }

  Path path() {
    return folder;
  }

  /** Returns the name of the files of a key, without an ending. */
  static String name(StoreKey key) {
    byte[] text = key.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digests.sha256(text, 0, text.length), 0, 20);
  }

  /** Does something while no other thread or process changes the files of that name. */
  <T> T locked(String name, FolderLocks.Work<T> work) {
    try {
      return locks.with(name, work);
    } catch (IOException e) {
      throw unavailable(folder, "written", e);
    }
  }

  /** Returns the bytes of a file, or null when there is none. */
  byte @Nullable [] read(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException none) {
      if (Files.isDirectory(folder)) {
        return null;
      }
      throw unavailable(folder, "found any more", none);
    } catch (IOException e) {
      throw unavailable(path, "read", e);
    }
  }

  /** Replaces a file as a whole. Call within {@link #locked}. */
  void replace(String name, String ending, byte[] content) throws IOException {
    Path fresh = folder.resolve(name + FRESH);
    try {
      disk.write(fresh, content);
      disk.force(fresh);
      disk.move(fresh, folder.resolve(name + ending));
      disk.forceFolder(folder);
    } catch (IOException e) {
      disk.delete(fresh);
      throw e;
    }
  }

  /** Removes a file. Call within {@link #locked}. */
  void delete(String file) throws IOException {
    disk.delete(folder.resolve(file));
    disk.forceFolder(folder);
  }

  /**
   * Puts a damaged file under another name, where nobody reads it and somebody can look at it. Call
   * within {@link #locked}.
   *
   * @return where it is now
   */
  Path setAside(String file, String complaint) throws IOException {
    Path damaged = folder.resolve(file);
    int number = 1;
    while (Files.exists(folder.resolve(file + ".damaged-" + number))) {
      number++;
    }
    Path aside = folder.resolve(file + ".damaged-" + number);
    disk.move(damaged, aside);
    disk.forceFolder(folder);
    LOG.log(
        Level.WARNING,
        "The file {0} of the token store is damaged: {1}. It was set aside as {2}.",
        damaged,
        complaint,
        aside.getFileName());
    return aside;
  }

  /** Returns the names of the token files. */
  List<String> tokenFiles() {
    try {
      return files(name -> name.endsWith(TOKEN));
    } catch (IOException e) {
      throw unavailable(folder, "listed", e);
    }
  }

  private List<String> files(Predicate<String> wanted) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).filter(wanted).sorted().toList();
    }
  }

  private void removeLeftovers() throws IOException {
    for (String leftover : files(name -> name.endsWith(FRESH))) {
      String name = leftover.substring(0, leftover.length() - FRESH.length());
      locks.with(
          name,
          () -> {
            disk.delete(folder.resolve(leftover));
            return leftover;
          });
    }
  }

  static AuthTransportException unavailable(Path place, String what, IOException e) {
    String advice =
        e instanceof AccessDeniedException
            ? "this user may not; check owner and permissions of the folder."
            : "check that its disk is there, writable and not full ("
                + e.getClass().getSimpleName()
                + ").";
    return new AuthTransportException(
        Details.of(
                StoreErrorCode.STORE_UNAVAILABLE,
                "The token store " + place + " cannot be " + what + ": " + advice)
            .withCause(e));
  }
}
