package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The broker's own words in an answer: from any of the JSON shapes in use, from the title of a web
 * page, or from plain text. Shortened to one line, with everything masked that is long enough to be
 * a credential.
 */
final class BrokerText {

  private static final int LONGEST = 300;
  private static final int SEARCHED = 4000;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);
  private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9+/_=.~-]{25,}");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(bearer|token|session|cookie|signature|secret|password)(\\s*[=:]\\s*|\\s+)"
              + "[\"']?(?=[^\\s\"',;]*\\d)[^\\s\"',;]{6,}");

  private BrokerText() {}

  /** Returns the words, if there are any. */
  static Optional<String> of(Answer answer) {
    return answer
        .object()
        .flatMap(BrokerText::ofObject)
        .or(() -> ofText(answer))
        .map(BrokerText::presentable)
        .filter(text -> !text.isEmpty());
  }

  /**
   * Returns the words with which a body says that the call failed although its status is 200: a
   * text in {@code error}, {@code hasError} that is true, or {@code success} that is false. The
   * word None beside a success is how some answers write that there is no error.
   */
  static Optional<String> ofFailure(JsonObject body) {
    boolean done = is(body, "success", true);
    Optional<String> error =
        words(body, "error").filter(text -> !(done && text.equalsIgnoreCase("none")));
    if (error.isPresent()) {
      return error.map(BrokerText::presentable);
    }
    if (is(body, "hasError", true)) {
      return Optional.of(presentable(ofObject(body).orElse("hasError is true")));
    }
    return is(body, "success", false)
        ? Optional.of(presentable(ofObject(body).orElse("success is false")))
        : Optional.empty();
  }

  private static boolean is(JsonObject body, String name, boolean wanted) {
    return body.value(name)
        .filter(value -> value.kind() == JsonValue.Kind.BOOLEAN)
        .filter(value -> body.flag(name) == wanted)
        .isPresent();
  }

  /** Returns text on one line, masked and shortened. */
  static String presentable(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String masked = OPAQUE.matcher(ASSIGNED.matcher(line).replaceAll("$1$2***")).replaceAll("***");
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
  }

  private static Optional<String> ofObject(JsonObject body) {
    List<String> parts = new ArrayList<>();
    for (String name :
        List.of(
            "error",
            "error_description",
            "errorDescription",
            "title",
            "detail",
            "text",
            "failure_list",
            "message")) {
      words(body, name).filter(part -> !parts.contains(part)).ifPresent(parts::add);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(": ", parts));
  }

  private static Optional<String> words(JsonObject body, String name) {
    return body.value(name).flatMap(JsonValue::asText).filter(text -> !text.isBlank());
  }

  private static Optional<String> ofText(Answer answer) {
    String text = answer.text();
    String start = (text.length() > SEARCHED ? text.substring(0, SEARCHED) : text).strip();
    if (start.startsWith("<")) {
      Matcher title = TITLE.matcher(start);
      return title.find() ? Optional.of(title.group(1)) : Optional.empty();
    }
    // JSON without words in a known place may hold anything; it is not quoted.
    return start.startsWith("{") || start.startsWith("[") ? Optional.empty() : Optional.of(start);
  }
}
