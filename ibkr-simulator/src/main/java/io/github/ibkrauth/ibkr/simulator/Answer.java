package io.github.ibkrauth.ibkr.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the simulator says to one request.
 *
 * @param reason why a request was refused, in plain words and without any secret; empty when it was
 *     not
 */
record Answer(
    int status, String contentType, byte[] body, Map<String, List<String>> headers, String reason) {
  static final String JSON = "application/json; charset=utf-8";
  static final String PROBLEM = "application/problem+json";
  static final String SET_COOKIE = "Set-Cookie";
  static final String HTML = "text/html; charset=utf-8";

  static Answer json(Object value) {
    return json(200, value);
  }

  static Answer json(int status, Object value) {
    return new Answer(status, JSON, Json.bytes(value), Map.of(), "");
  }

  /** The trading endpoints' short error: {@code {"error": text}}. */
  static Answer error(int status, String text) {
    return json(status, new JsonObject().put("error", text)).because(text);
  }

  /** The trading endpoints' longer error: {@code {"error": text, "statusCode": status}}. */
  static Answer errorWithStatus(int status, String text) {
    return json(status, new JsonObject().put("error", text).put("statusCode", status))
        .because(text);
  }

  /** A problem+json body without detail, as the token endpoint documents it. */
  static Answer problem(int status, String title) {
    return problemBody(status, problemMembers("/simple", title, status)).because(title);
  }

  static Answer problem(int status, String title, String detail) {
    JsonObject members = problemMembers("/simple", title, status).put("detail", detail);
    return problemBody(status, members).because(detail);
  }

  /** 400 with the list of arguments that are missing or wrong. */
  static Answer invalidArgument(String field, String description) {
    JsonObject argument = new JsonObject().put("field", field).put("description", description);
    JsonObject members =
        problemMembers("/invalid-argument", "Bad Request", 400)
            .put("detail", "Input validation failed")
            .put("invalidArguments", List.of(argument));
    return problemBody(400, members).because(field + ": " + description);
  }

  static Answer html(int status, String title) {
    String page =
        "<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>\n"
            .formatted(title);
    return text(status, HTML, page).because(title);
  }

  static Answer text(int status, String contentType, String text) {
    return new Answer(status, contentType, text.getBytes(StandardCharsets.UTF_8), Map.of(), "");
  }

  Answer because(String why) {
    return new Answer(status, contentType, body, headers, why);
  }

  Answer withHeader(String name, String value) {
    return withHeader(name, List.of(value));
  }

  /** Sets one cookie more; the text is a {@code Set-Cookie} value. */
  Answer withCookie(String cookie) {
    List<String> cookies = new ArrayList<>(cookies());
    cookies.add(cookie);
    return withHeader(SET_COOKIE, List.copyOf(cookies));
  }

  List<String> cookies() {
    return headers.getOrDefault(SET_COOKIE, List.of());
  }

  Answer withoutHeader(String name) {
    Map<String, List<String>> fewer = new LinkedHashMap<>(headers);
    fewer.remove(name);
    return new Answer(status, contentType, body, Map.copyOf(fewer), reason);
  }

  private Answer withHeader(String name, List<String> values) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, values);
    return new Answer(status, contentType, body, Map.copyOf(more), reason);
  }

  private static JsonObject problemMembers(String type, String title, int status) {
    return new JsonObject().put("type", type).put("title", title).put("status", status);
  }

  private static Answer problemBody(int status, JsonObject members) {
    return new Answer(status, PROBLEM, Json.bytes(members), Map.of(), "");
  }
}
