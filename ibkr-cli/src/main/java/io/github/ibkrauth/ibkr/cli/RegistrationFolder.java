package io.github.ibkrauth.ibkr.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directory that gets the files of a registration: all of them or none, and never in place of
 * others. Private files can be read by their owner only, from the first byte on.
 */
final class RegistrationFolder {

  private final Path folder;

  RegistrationFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path path() {
    return folder;
  }

  Path path(RegistrationFile file) {
    return folder.resolve(file.fileName());
  }

  /**
   * Makes the directory, if it is missing, for its owner only.
   *
   * @throws CommandFailure when one of the files is there already, or none can be made
   */
  void prepare() {
    List<String> there =
        Arrays.stream(RegistrationFile.values())
            .filter(file -> Files.exists(path(file), LinkOption.NOFOLLOW_LINKS))
            .map(RegistrationFile::fileName)
            .toList();
    if (!there.isEmpty()) {
      throw occupied(String.join(", ", there));
    }
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, permissions("rwx------"));
      }
      Files.delete(Files.createTempFile(folder, ".ibkr", ".tmp"));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Writes all files.
   *
   * @param texts the text of each
   * @throws CommandFailure when one cannot be written; the others are then removed
   */
  void write(Map<RegistrationFile, String> texts) {
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<RegistrationFile, String> entry : texts.entrySet()) {
        Path file = path(entry.getKey());
        create(file, entry.getKey().isSecret() ? "rw-------" : "rw-r--r--");
        written.add(file);
        Files.writeString(file, entry.getValue(), StandardCharsets.UTF_8);
      }
    } catch (FileAlreadyExistsException e) {
      remove(written);
      throw occupied(String.valueOf(Path.of(e.getFile()).getFileName()));
    } catch (IOException e) {
      remove(written);
      throw unwritable(e);
    }
  }

  private void create(Path file, String permissions) throws IOException {
    Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions(permissions))
        .close();
  }

  private FileAttribute<?>[] permissions(String text) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }

  private static void remove(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The failure that led here is the one to report.
        continue;
      }
    }
  }

  private CommandFailure occupied(String names) {
    return new CommandFailure(
        Failure.of(
                ExitCode.USAGE,
                "FILE",
                folder + " holds " + names + " already, and keygen overwrites nothing.")
            .withRemedy("Name another directory with --dir."));
  }

  private CommandFailure unwritable(IOException cause) {
    boolean plain =
        cause instanceof FileSystemException known
            && known.getReason() != null
            && !known.getReason().isBlank();
    String why =
        plain
            ? ((FileSystemException) cause).getReason()
            : cause.getClass().getSimpleName().replace("Exception", "");
    return new CommandFailure(
        Failure.of(
                ExitCode.FAILED,
                "FILE",
                "Nothing can be written into " + folder + " (" + why + ").")
            .withRemedy("Name a directory of yours with --dir."),
        cause);
  }
}
