package io.github.ibkrauth.ibkr.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as the endpoints see it, free of any server type.
 *
 * @param rawPath the path as it was sent, byte for byte
 * @param sentPath the path as it was sent, needless escapes undone
 * @param path the path it means: {@code /v1/portal} is an alias of {@code /v1/api}
 * @param query the query as it was sent, empty when there was none
 * @param headers by name; the map ignores case
 * @param callerIp the address the broker sees
 * @param variables the values of the route's holes
 */
record Call(
    String method,
    String rawPath,
    String sentPath,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    String callerIp,
    Map<String, String> variables) {

  private static final String ALIAS = "/v1/portal/";
  private static final String API = "/v1/api/";

  static String canonical(String path) {
    return path.startsWith(ALIAS) ? API + path.substring(ALIAS.length()) : path;
  }

  Call withVariables(Map<String, String> values) {
    return new Call(method, rawPath, sentPath, path, query, headers, body, callerIp, values);
  }

  Call withBody(byte[] bytes) {
    return new Call(method, rawPath, sentPath, path, query, headers, bytes, callerIp, variables);
  }

  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** The media type without parameters, in lower case; empty when there is none. */
  String mediaType() {
    String value = header("Content-Type").orElse("");
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  /** The credentials of {@code Authorization: Bearer}, when there are any. */
  Optional<String> bearer() {
    return header("Authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).trim())
        .filter(value -> !value.isEmpty());
  }

  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no variable " + name);
    }
    return value;
  }

  Optional<String> queryParameter(String name) {
    return first(pairs(query), name);
  }

  Map<String, List<String>> queryParameters() {
    return pairs(query);
  }

  Map<String, List<String>> formParameters() {
    return pairs(text());
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Optional<String> first(Map<String, List<String>> pairs, String name) {
    List<String> values = pairs.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  private static Map<String, List<String>> pairs(String encoded) {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      pairs.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
    }
    return pairs;
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Answer.errorWithStatus(400, "Bad Request: malformed percent-encoding"));
    }
  }
}
