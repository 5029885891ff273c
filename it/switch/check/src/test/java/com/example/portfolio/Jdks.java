package com.example.portfolio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs that an application is tried with. */
final class Jdks {

  private Jdks() {}

  /** Returns the one that runs this. */
  static Path own() {
    return Path.of(System.getProperty("java.home"));
  }

  /** Returns that one, and a JDK 25 where one is installed beside it. */
  static List<Path> here() throws IOException {
    List<Path> found = new ArrayList<>(List.of(own()));
    Path siblings = own().getParent();
    if (Runtime.version().feature() != 25 && siblings != null && Files.isDirectory(siblings)) {
      try (Stream<Path> homes = Files.list(siblings)) {
        homes.filter(Jdks::isJava25).sorted().findFirst().ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean isJava25(Path home) {
    try {
      return Files.isExecutable(home.resolve("bin/java"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
    } catch (IOException notAJdk) {
      return false;
    }
  }
}
