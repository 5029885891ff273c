package io.github.ibkrauth.ibkr.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a file of environment variables, as many programs keep it beside them. */
final class DotEnv {

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

  /** What stands in quotes may run over several lines, as keys do. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?m)^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')\\s*$");

  private DotEnv() {}

  static Map<String, String> of(String fileName, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher quoted = QUOTED.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (quoted.find()) {
      String plain = quoted.group(3);
      put(values, quoted.group(1), plain == null ? quoted.group(2) : plain, fileName);
      quoted.appendReplacement(rest, "");
    }
    quoted.appendTail(rest);
    rest.toString().lines().forEach(line -> line(values, line.strip(), fileName));
    return values;
  }

  private static void line(Map<String, String> values, String line, String fileName) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw ConfigFile.problem(
          fileName + " has a line that is not NAME=value. Lines that begin with # are left out.");
    }
    put(values, matcher.group(1), matcher.group(2).replaceFirst("\\s+#.*$", ""), fileName);
  }

  private static void put(Map<String, String> values, String name, String value, String fileName) {
    if (values.put(name, value) != null) {
      throw ConfigFile.problem(
          "The name " + name + " stands twice in " + fileName + ": keep one of them.");
    }
  }
}
