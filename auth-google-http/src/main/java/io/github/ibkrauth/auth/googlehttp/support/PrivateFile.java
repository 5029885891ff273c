package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that only their owner may read and write, where the file system knows owners. Stateless.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class PrivateFile {

  private PrivateFile() {}

  /**
   * Makes a folder and those above it, unless it is there.
   *
   * @throws IOException when it cannot be made
   */
  public static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(folder, "rwx------"));
    }
  }

  /**
   * Makes an empty file, unless it is there; returns it.
   *
   * @throws IOException when it cannot be made
   */
  public static Path create(Path file) throws IOException {
    if (!Files.exists(file)) {
      try {
        Files.createFile(file, permissions(file, "rw-------"));
      } catch (FileAlreadyExistsException anotherWasFaster) {
        return file;
      }
    }
    return file;
  }

  /**
   * Replaces a file as a whole: whoever reads it finds the old text or the new one.
   *
   * @param file in a folder that is there
   * @param text in UTF-8
   * @throws IOException when it cannot be written; the old text is there yet
   */
  public static void replace(Path file, String text) throws IOException {
    replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Does the same with bytes.
   *
   * @param file in a folder that is there
   * @param content what is to stand in it
   * @throws IOException when it cannot be written; the old content is there yet
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path fresh =
        Files.createTempFile(
            folder, file.getFileName().toString(), ".new", permissions(file, "rw-------"));
    try {
      try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<?>[] permissions(Path place, String symbols) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(symbols))
        }
        : new FileAttribute<?>[0];
  }
}
