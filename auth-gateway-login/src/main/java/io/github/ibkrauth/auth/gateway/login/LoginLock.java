package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.support.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Held by the one login that is made at a time; ends with the process that holds it. */
final class LoginLock implements AutoCloseable {

  private static final String FILE = "gateway-login.lock";

  private final FileChannel file;

  private LoginLock(FileChannel file) {
    this.file = file;
  }

  /** Takes the lock of a directory; returns nothing when another login holds it. */
  static Optional<LoginLock> take(Path directory) {
    FileChannel file = null;
    try {
      PrivateFile.createFolder(directory);
      file =
          FileChannel.open(PrivateFile.create(directory.resolve(FILE)), StandardOpenOption.WRITE);
      FileLock lock = file.tryLock();
      if (lock != null) {
        return Optional.of(new LoginLock(file));
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
    } catch (IOException e) {
      close(file);
      throw new AuthConfigurationException(
          directory.resolve(FILE)
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "): name a folder that this user may write to as gateway-login.state-directory.",
          e);
    }
    close(file);
    return Optional.empty();
  }

  @Override
  public void close() {
    close(file);
  }

  private static void close(@Nullable FileChannel file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
