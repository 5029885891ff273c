package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads key files, and tells whether other users of the machine can read them too. Works with every
 * file system; where files have no POSIX permissions there is no warning.
 *
 * <p>Stateless but for the memory of which warnings were logged; thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class KeyFiles {

  /** The largest key file that is read, in bytes. */
  static final int MAX_KEY_BYTES = 256 * 1024;

  private static final System.Logger LOG = System.getLogger(KeyFiles.class.getName());
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();
  private static final Set<PosixFilePermission> OTHERS_READ =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private KeyFiles() {}

  /**
   * Reads a key file. A file of DER bytes is returned as Base64, a text in UTF-16 as a text.
   *
   * @param path the file
   * @param setting what messages call it, such as the name of a configuration key
   * @return the text, to be read by {@link PemKeys} or {@link DhParameters}
   * @throws AuthConfigurationException when there is no such file, it is a directory, cannot be
   *     read, is empty, or is larger than 256 KiB
   */
  public static Secret read(Path path, String setting) {
    byte[] content = readBytes(path, setting, MAX_KEY_BYTES);
    if (content[0] == 0x30) {
      return Secret.of(Base64.getEncoder().encodeToString(content));
    }
    return Secret.of(new String(content, charsetOf(content)));
  }

  /**
   * Returns a warning when the file's group or other users may read it.
   *
   * @param path the file
   * @param setting what the warning calls it
   */
  public static Optional<String> permissionsWarning(Path path, String setting) {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(setting, "setting");
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      if (view == null) {
        return Optional.empty();
      }
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      return permissions.stream().noneMatch(OTHERS_READ::contains)
          ? Optional.empty()
          : Optional.of(
              setting
                  + " ("
                  + path
                  + ") can be read by other users of this machine ("
                  + PosixFilePermissions.toString(permissions)
                  + "): run chmod 600 on it.");
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  /** Logs a warning, once for each wording. */
  static void logOnce(String warning) {
    if (WARNED.add(warning)) {
      LOG.log(System.Logger.Level.WARNING, warning);
    }
  }

  /** Reads a file whole; never returns an empty array. */
  static byte[] readBytes(Path path, String setting, int limit) {
    Objects.requireNonNull(path, "path");
    String name = Objects.requireNonNull(setting, "setting") + " (" + path + ")";
    if (Files.isDirectory(path)) {
      throw refused(name + " is a directory, but a file is needed.");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw refused(name + " is larger than " + limit / 1024 + " KiB: it is not a key.");
      }
      if (content.length == 0) {
        throw refused(name + " is empty.");
      }
      return content;
    } catch (IOException e) {
      throw refused(name + " " + complaint(e));
    }
  }

  /** Returns the end of the sentence about a file that could not be read. */
  static String complaint(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "does not exist.";
    }
    if (failure instanceof AccessDeniedException) {
      return "cannot be read: the user that runs this program has no permission.";
    }
    return "cannot be read (" + failure.getClass().getSimpleName() + ").";
  }

  private static Charset charsetOf(byte[] content) {
    byte[] mark = Arrays.copyOf(content, 2);
    boolean utf16 =
        mark[0] == (byte) 0xff && mark[1] == (byte) 0xfe
            || mark[0] == (byte) 0xfe && mark[1] == (byte) 0xff;
    return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  private static AuthConfigurationException refused(String problem) {
    return new AuthConfigurationException(List.of(problem));
  }
}
