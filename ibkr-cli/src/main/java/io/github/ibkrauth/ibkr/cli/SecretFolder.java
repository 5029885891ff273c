package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directory that gets one file for each secret, for its owner only from the first byte on, and
 * never in place of another.
 */
final class SecretFolder {

  private final Path folder;

  SecretFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Returns the file of a setting. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Writes all secrets, or none when one of the files is there.
   *
   * @throws CommandFailure when one is there, or cannot be written
   */
  void write(Map<String, Secret> secrets) {
    List<String> there =
        secrets.keySet().stream()
            .filter(name -> Files.exists(file(name), LinkOption.NOFOLLOW_LINKS))
            .sorted()
            .toList();
    if (!there.isEmpty()) {
      throw new CommandFailure(
          Failure.of(
                  ExitCode.USAGE,
                  "FILE",
                  folder + " holds " + String.join(", ", there) + " already.")
              .withRemedy("Name another directory with --secrets; nothing is overwritten."));
    }
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, permissions("rwx------"));
      }
      for (Map.Entry<String, Secret> entry : secrets.entrySet()) {
        Path file = file(entry.getKey());
        Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions("rw-------"))
            .close();
        Files.writeString(file, entry.getValue().reveal(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          Failure.of(
                  ExitCode.FAILED,
                  "FILE",
                  "Nothing can be written into "
                      + folder
                      + " ("
                      + e.getClass().getSimpleName().replace("Exception", "")
                      + ").")
              .withRemedy("Name a directory of yours with --secrets."),
          e);
    }
  }

  private FileAttribute<?>[] permissions(String text) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
