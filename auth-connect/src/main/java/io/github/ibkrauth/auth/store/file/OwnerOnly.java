package io.github.ibkrauth.auth.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Keeps other users of the computer out, where the file system knows POSIX permissions. */
final class OwnerOnly {

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private OwnerOnly() {}

  static boolean isKnownTo(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  static FileAttribute<?>[] file(Path place) {
    return permissions(place, "rw-------");
  }

  static FileAttribute<?>[] folder(Path place) {
    return permissions(place, "rwx------");
  }

  /** Returns the permissions as {@code ls} shows them if others may look or write, else "". */
  static String tooOpen(Path place) throws IOException {
    if (!isKnownTo(place)) {
      return "";
    }
    Set<PosixFilePermission> permissions =
        Files.getFileAttributeView(place, PosixFileAttributeView.class)
            .readAttributes()
            .permissions();
    return permissions.stream().anyMatch(OTHERS::contains)
        ? PosixFilePermissions.toString(permissions)
        : "";
  }

  private static FileAttribute<?>[] permissions(Path place, String symbols) {
    return isKnownTo(place)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(symbols))
        }
        : new FileAttribute<?>[0];
  }
}
