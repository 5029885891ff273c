package io.github.ibkrauth.ibkr.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with holes: {@code {name}} and {@code *} each stand for one segment (a {@code *} inside a
 * segment for a part of it), {@code **} for everything that follows.
 */
final class PathPattern {
  private static final Pattern HOLE = Pattern.compile("\\{([^/{}]+)}|\\*\\*|\\*");

  private final String text;
  private final Pattern pattern;
  private final List<String> names;

  private PathPattern(String text, Pattern pattern, List<String> names) {
    this.text = text;
    this.pattern = pattern;
    this.names = names;
  }

  static PathPattern of(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    Matcher holes = HOLE.matcher(text);
    int end = 0;
    while (holes.find()) {
      regex.append(Pattern.quote(text.substring(end, holes.start())));
      end = holes.end();
      if (holes.group(1) != null) {
        names.add(holes.group(1));
        regex.append("([^/]+)");
      } else {
        regex.append(holes.group().equals("**") ? ".*" : "[^/]*");
      }
    }
    regex.append(Pattern.quote(text.substring(end)));
    return new PathPattern(text, Pattern.compile(regex.toString()), List.copyOf(names));
  }

  /** Returns the values of the named holes, or empty when the path does not fit. */
  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), matcher.group(i + 1));
    }
    return Optional.of(values);
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
