package io.github.ibkrauth.ibkr.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes files at once or not at all; private ones can be read by their owner only from the first
 * byte on.
 */
final class PrivateFiles {
  private PrivateFiles() {}

  static void write(Path file, String text, boolean secret) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("not a file: " + file);
    }
    Path draft = Files.createTempFile(parent, ".simulator", ".tmp");
    try {
      Files.writeString(draft, text);
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(
            draft, PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"));
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
