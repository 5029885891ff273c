package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.AuthStrategies.Entry;
import io.github.ibkrauth.auth.AuthStrategies.Status;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Where a class comes from, as far as that can be told without running its code. */
record Place(String className, String version, String location) {

  static final Place UNKNOWN = new Place("", "", "");

  static Place of(Class<?> type) {
    String version = Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("");
    return new Place(type.getName(), version, location(type));
  }

  Entry entry(String id, Status status, String problem) {
    return new Entry(id, className, version, location, status, problem);
  }

  private static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "";
    }
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException | RuntimeException e) {
      return source.getLocation().toString();
    }
  }
}
