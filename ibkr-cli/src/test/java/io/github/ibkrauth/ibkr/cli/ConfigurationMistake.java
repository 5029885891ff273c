package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One mistake of the table: how it is made, and what a user is told. */
final class ConfigurationMistake {

  final String name;
  final Map<String, String> files = new LinkedHashMap<>();
  final Map<String, String> environment = new HashMap<>();
  final Properties properties = new Properties();
  final Map<String, String> set = new LinkedHashMap<>();
  final List<String> unset = new ArrayList<>();
  final List<String> expected = new ArrayList<>();
  String strategy = "";
  String mode = "";
  boolean warning;
  @Nullable String config;
  @Nullable String profile;

  private @Nullable List<String> open;
  private String openFile = "";

  private ConfigurationMistake(String name) {
    this.name = name;
  }

  /** Returns the mistakes in the table. */
  static List<ConfigurationMistake> read(List<String> lines) {
    List<ConfigurationMistake> all = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("== ")) {
        all.add(new ConfigurationMistake(line.substring(3)));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        all.get(all.size() - 1).line(line);
      }
    }
    return all;
  }

  private void line(String line) {
    if (line.startsWith("|")) {
      String text = line.length() > 1 ? line.substring(2) : "";
      if (open == null) {
        files.merge(openFile, text + "\n", String::concat);
      } else {
        open.add(text);
      }
      return;
    }
    String[] words = line.split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    int equals = rest.indexOf('=');
    String key = equals < 0 ? rest : rest.substring(0, equals);
    String value = rest.substring(equals + 1);
    open = null;
    switch (words[0]) {
      case "use" -> strategy = rest;
      case "set" -> set.put(key, value);
      case "unset" -> unset.add(rest);
      case "env" -> environment.put(key, value);
      case "property" -> properties.setProperty(key, value);
      case "file" -> files.put(openFile = rest, "");
      case "config" -> config = rest;
      case "profile" -> profile = rest;
      case "mode" -> mode = rest;
      case "expect" -> open = expected;
      case "warn" -> {
        open = expected;
        warning = true;
      }
      default -> throw new IllegalArgumentException("not understood: " + line);
    }
  }

  /** Makes the mistake in a folder, and returns the loader that meets it. */
  IbkrConfigLoader loader(Path folder, Map<String, String> good) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    if (!strategy.equals("nothing")) {
      settings.putAll(good);
      settings.put("ibkr.auth.strategy", strategy);
    }
    unset.forEach(settings::remove);
    set.forEach((key, value) -> settings.put(key, here(value, folder)));
    if (!settings.isEmpty()) {
      StringBuilder yaml =
          new StringBuilder("profiles: {paper: {ibkr.auth.http.read-timeout: 5s}}\n");
      settings.forEach(
          (key, value) ->
              yaml.append(key)
                  .append(": \"")
                  .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                  .append("\"\n"));
      write(folder, "ibkr.yaml", yaml.toString());
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(folder, file.getKey(), here(file.getValue(), folder));
    }
    if (!mode.isEmpty()) {
      String[] parts = mode.split("=");
      Files.setPosixFilePermissions(
          folder.resolve(parts[0]), PosixFilePermissions.fromString(parts[1]));
    }
    Map<String, String> variables = new HashMap<>();
    environment.forEach((key, value) -> variables.put(key, here(value, folder)));
    return new IbkrConfigLoader(variables, properties, folder, folder.resolve("home"));
  }

  /** Returns the text with the folder in the place of its sign. */
  static String here(String text, Path folder) {
    return text.replace("{dir}", folder.toString());
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Override
  public String toString() {
    return name;
  }
}
