package io.github.ibkrauth.ibkr.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder {@code ~/.ibkr/plugins}, whose jars hold strategies of other people. They are looked
 * at after everything that is on the class path, and are chosen by name like any other.
 */
final class PluginFolder {

  private final Path folder;

  private PluginFolder(Path folder) {
    this.folder = folder;
  }

  /** Returns that of a user. */
  static PluginFolder below(Path home) {
    return new PluginFolder(home.resolve(".ibkr").resolve("plugins"));
  }

  /**
   * Returns a loader that sees the jars of the folder and what a parent sees; the parent itself if
   * there are none. What anybody could have put there or changed is left out.
   *
   * @param err is told what was left out
   */
  ClassLoader loader(ClassLoader parent, PrintStream err) {
    if (!Files.isDirectory(folder)) {
      return parent;
    }
    List<URL> jars = new ArrayList<>();
    try {
      if (isOpenToAll(folder)) {
        err.println(refusal(folder));
        return parent;
      }
      for (Path jar : jars()) {
        if (isOpenToAll(jar)) {
          err.println(refusal(jar));
        } else {
          jars.add(url(jar));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      err.println("Plugins are not loaded: " + folder + " cannot be read.");
      return parent;
    }
    return jars.isEmpty() ? parent : new URLClassLoader(jars.toArray(URL[]::new), parent);
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  private static boolean isOpenToAll(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(path.toRealPath(), LinkOption.NOFOLLOW_LINKS)
            .contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static String refusal(Path path) {
    return "Not loaded: everybody may write "
        + path
        + ". Say: chmod o-w "
        + ShellWord.of(path.toString());
  }
}
