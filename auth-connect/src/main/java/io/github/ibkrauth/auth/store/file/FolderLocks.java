package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.time.Sleeper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of one process at a time change a file of a folder. Threads of this process wait
 * for each other at a lock in memory, which is the same for all stores of the folder: the operating
 * system's lock belongs to the process, and closing a file gives back all locks that the process
 * has on it. Thread-safe.
 */
final class FolderLocks {

  private static final int STRIPES = 32;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int PAUSES = 4_000;
  private static final ReentrantLock[] IN_PROCESS =
      IntStream.range(0, 256).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  private final Path folder;
  private final Sleeper sleeper;

  FolderLocks(Path folder, Sleeper sleeper) {
    this.folder = folder;
    this.sleeper = sleeper;
  }

  /** Work that may fail at the disk. */
  @FunctionalInterface
  interface Work<T> {

    T run() throws IOException;
  }

  /** Does something while nobody else changes the files of that name. */
  <T> T with(String name, Work<T> work) throws IOException {
    int stripe = Math.floorMod(name.hashCode(), STRIPES);
    Path file = folder.resolve(String.format("%02d.lock", stripe));
    ReentrantLock inProcess =
        IN_PROCESS[Math.floorMod(Objects.hash(folder.toString(), stripe), IN_PROCESS.length)];
    inProcess.lock();
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                OwnerOnly.file(file));
        FileLock lock = lock(channel, file)) {
      return lock.isValid() ? work.run() : refuse(file);
    } finally {
      inProcess.unlock();
    }
  }

  private FileLock lock(FileChannel channel, Path file) throws IOException {
    for (int i = 0; i < PAUSES; i++) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      pause(file);
    }
    return refuse(file);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // The same class, loaded twice in this process, has it.
      return null;
    }
  }

  private void pause(Path file) {
    try {
      sleeper.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthTransportException(
          Details.of(
                  AuthErrorCode.INTERRUPTED,
                  "The thread was interrupted while it waited for the lock " + file + ".")
              .withCause(e));
    }
  }

  private static <T> T refuse(Path file) {
    throw new AuthTransportException(
        Details.of(
            StoreErrorCode.STORE_UNAVAILABLE,
            "Another process has held the lock "
                + file
                + " for "
                + PAUSE.multipliedBy(PAUSES).toSeconds()
                + " s. Find it (lsof or fuser on that file) and end it if it hangs."));
  }
}
