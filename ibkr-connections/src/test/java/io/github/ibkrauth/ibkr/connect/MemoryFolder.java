package io.github.ibkrauth.ibkr.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes folders in memory where the computer has such a place: what a killed process wrote is there
 * as on a disk, and nobody waits for a medium that all the machine shares.
 */
final class MemoryFolder implements TempDirFactory {

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
      throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "ibkrauth")
        : Files.createTempDirectory("ibkrauth");
  }
}
