package io.github.ibkrauth.ibkr.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A path with parameters in braces, each of which stands for one whole segment. Immutable. */
final class PathTemplate {

  private final String template;
  private final List<String> segments;

  private PathTemplate(String template) {
    this.template = template;
    this.segments = List.of(template.split("/", -1));
  }

  static PathTemplate of(String template) {
    return new PathTemplate(template);
  }

  List<String> parameters() {
    return segments.stream().filter(PathTemplate::isParameter).map(PathTemplate::name).toList();
  }

  /** Returns whether a raw path is one that this template can give. */
  boolean matches(String rawPath) {
    List<String> parts = List.of(rawPath.split("/", -1));
    if (parts.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      String segment = segments.get(i);
      if (isParameter(segment) ? parts.get(i).isEmpty() : !segment.equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Puts the values in, each percent-encoded as one segment.
   *
   * @throws IllegalArgumentException when one is missing, blank, or a dot or two, which servers
   *     take for a step in the path
   */
  String expand(Map<String, String> values) {
    List<String> parts = new ArrayList<>();
    for (String segment : segments) {
      parts.add(isParameter(segment) ? value(name(segment), values) : segment);
    }
    return String.join("/", parts);
  }

  private String value(String name, Map<String, String> values) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing: " + template + " needs it.");
    }
    if (value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException(name + " cannot be '" + value + "'.");
    }
    return UrlText.segment(value);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String name(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}
