package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.keys.KeyFiles;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether others can read what the settings keep secret: a file of settings with a secret in it, or
 * a file that a secret is kept in. Files of keys are looked at by the steps of their keys.
 */
final class FileModesCheck {

  static final String STEP = "file modes";

  private static final String REMEDY =
      "chmod 600 the files; if others could read them, renew what is in them.";

  private final AuthConfig config;
  private final AuthStrategyProvider provider;
  private final Optional<Path> settings;

  FileModesCheck(AuthConfig config, AuthStrategyProvider provider, Optional<Path> settings) {
    this.config = config;
    this.provider = provider;
    this.settings = settings.filter(Files::isRegularFile);
  }

  CheckResult result() {
    String text = settings.map(FileModesCheck::read).orElse("");
    List<String> warnings = new ArrayList<>();
    int looked = 0;
    for (ConfigKey<?> key : provider.configSpec().keys()) {
      if (!key.isSecret() || !config.isSet(key)) {
        continue;
      }
      Optional<Path> file = keptIn(key, text);
      if (file.isPresent()) {
        looked++;
        KeyFiles.permissionsWarning(file.get(), file.get().toString()).ifPresent(warnings::add);
      }
    }
    List<String> different = warnings.stream().distinct().toList();
    if (!different.isEmpty()) {
      return CheckResult.warn(STEP, String.join(System.lineSeparator(), different), REMEDY);
    }
    return CheckResult.pass(
        STEP,
        looked == 0 ? "no file but those of keys holds a secret" : "nobody else may read secrets");
  }

  /** Returns the file in which a secret stands, if one does and no step looks at it. */
  private Optional<Path> keptIn(ConfigKey<?> key, String text) {
    boolean inFile =
        settings
            .filter(file -> config.origin(key).orElse("").contains(file.getFileName().toString()))
            .isPresent();
    if (!inFile) {
      return Optional.empty();
    }
    String name = key.name().substring(key.name().lastIndexOf('.') + 1);
    Matcher line =
        Pattern.compile(
                "(?m)^[^#\\n]*?\\b" + Pattern.quote(name) + "[\"']?\\s*[:=]\\s*[\"']?(\\S*)")
            .matcher(text);
    String value = line.find() ? line.group(1) : "";
    if (value.startsWith("env:")) {
      return Optional.empty();
    }
    if (value.startsWith("file:")) {
      return name.endsWith("-key") ? Optional.empty() : named(value.substring("file:".length()));
    }
    return settings;
  }

  private static Optional<Path> named(String name) {
    try {
      return Optional.of(Path.of(name.replaceFirst("[\"']$", ""))).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      // It was read a moment ago; the step of the settings says so when it cannot be.
      return "";
    }
  }
}
