package io.github.ibkrauth.ibkr.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder that holds the whole project. */
final class ProjectRoot {

  private ProjectRoot() {}

  static Path path() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("ibkr")) && Files.isDirectory(at.resolve("ibkr-cli"))) {
        return at;
      }
    }
    throw new AssertionError("the project's root is not above the working directory");
  }
}
