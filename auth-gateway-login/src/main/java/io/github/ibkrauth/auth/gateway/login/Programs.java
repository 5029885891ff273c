package io.github.ibkrauth.auth.gateway.login;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that a login needs, on the path of this computer. Nothing is downloaded. */
final class Programs {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final List<String> DRIVERS = List.of("chromedriver");

  private final Map<String, String> environment;

  Programs(Map<String, String> environment) {
    this.environment = environment;
  }

  Optional<Path> browser() {
    return find(BROWSERS);
  }

  Optional<Path> driver() {
    return find(DRIVERS);
  }

  /** Returns whether a window can be shown; only Linux and its kin have none at times. */
  boolean canShowWindows() {
    boolean tells = File.separatorChar == '/' && !System.getProperty("os.name").startsWith("Mac");
    return !tells || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
  }

  private boolean isSet(String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private Optional<Path> find(List<String> names) {
    List<Path> folders =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(text -> !text.isBlank())
            .flatMap(Programs::path)
            .toList();
    return names.stream()
        .flatMap(name -> Stream.of(name, name + ".exe"))
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> path(String text) {
    try {
      return Stream.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }
}
