package io.github.ibkrauth.auth.googlehttp.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ibkrauth.auth.ApiLevel;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal says, read from any shape that occurs: problem details (RFC 9457), OAuth errors
 * (RFC 6749), {@code {"error":"text","statusCode":401}}, plain text, an HTML page, nothing. The
 * content type is not believed.
 *
 * <p>Every text is safe to show: one line of at most 200 characters, without control characters and
 * markup, and with everything masked that looks like a token.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class ErrorBody {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int TITLE_WITHIN = 4 * 1024;
  private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");
  private static final Pattern OAUTH_CODE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final Pattern HTML =
      Pattern.compile("<\\s*(!doctype|html|head|body|h1|title)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern HTML_TITLE =
      Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Which of the forms a body has. */
  public enum Shape {
    /** {@code type}, {@code title}, {@code detail}: RFC 9457. */
    PROBLEM,
    /** A code word as {@code error}, with or without {@code error_description}: RFC 6749. */
    OAUTH,
    /** A sentence as {@code error} or {@code message}. */
    ERROR,
    /** Some other JSON. */
    JSON,
    /** A web page. */
    HTML,
    /** Some other text. */
    TEXT,
    /** Nothing. */
    EMPTY
  }

  private final Shape shape;
  private final String code;
  private final String title;
  private final String detail;
  private final @Nullable Integer status;

  private ErrorBody(
      Shape shape, String code, String title, String detail, @Nullable Integer status) {
    this.shape = shape;
    this.code = SafeText.of(code);
    this.title = SafeText.of(title);
    this.detail = SafeText.of(detail);
    this.status = status;
  }

  /** Reads the body of an answer. */
  public static ErrorBody of(TokenEndpoint.Answer answer) {
    return of(answer.body());
  }

  /** Reads a body. Never fails. */
  public static ErrorBody of(String body) {
    Objects.requireNonNull(body, "body");
    String text = body.strip();
    if (text.isEmpty()) {
      return new ErrorBody(Shape.EMPTY, "", "", "", null);
    }
    if (HTML.matcher(text.substring(0, Math.min(text.length(), 1024))).find()) {
      Matcher titled = HTML_TITLE.matcher(text.substring(0, Math.min(text.length(), TITLE_WITHIN)));
      String title = titled.find() ? SafeText.ofHtml(titled.group(1)) : "";
      return new ErrorBody(Shape.HTML, "", title, SafeText.ofHtml(text), null);
    }
    try {
      JsonNode json = JSON.readTree(text);
      if (json != null && json.isObject()) {
        return ofObject(json);
      }
      return new ErrorBody(Shape.JSON, "", "", "", null);
    } catch (JsonProcessingException notJson) {
      return new ErrorBody(Shape.TEXT, "", "", SafeText.ofHtml(text), null);
    }
  }

  private static ErrorBody ofObject(JsonNode json) {
    Integer status = status(json);
    String error = errorText(json.path("error"));
    if (json.hasNonNull("title") || json.hasNonNull("type") && json.hasNonNull("detail")) {
      return new ErrorBody(
          Shape.PROBLEM, text(json, "type"), text(json, "title"), text(json, "detail"), status);
    }
    if (!error.isEmpty()
        && (json.hasNonNull("error_description") || OAUTH_CODE.matcher(error).matches())) {
      return new ErrorBody(Shape.OAUTH, error, "", text(json, "error_description"), status);
    }
    String sentence = error.isEmpty() ? text(json, "message") : error;
    return new ErrorBody(sentence.isEmpty() ? Shape.JSON : Shape.ERROR, "", "", sentence, status);
  }

  /** Some servers wrap the sentence in an object. */
  private static String errorText(JsonNode error) {
    return error.isObject() ? text(error, "message") : error.isValueNode() ? value(error) : "";
  }

  private static String text(JsonNode json, String name) {
    JsonNode node = json.path(name);
    return node.isValueNode() ? value(node) : "";
  }

  private static String value(JsonNode node) {
    return node.isNull() ? "" : node.asText().strip();
  }

  private static @Nullable Integer status(JsonNode json) {
    for (String name : new String[] {"statusCode", "status"}) {
      String text = text(json, name);
      if (STATUS.matcher(text).matches()) {
        return Integer.valueOf(text);
      }
    }
    return null;
  }

  /** Returns the form of the body. */
  public Shape shape() {
    return shape;
  }

  /**
   * Returns the machine-readable class of the error: the OAuth code, such as {@code
   * invalid_client}, or the problem's type.
   */
  public Optional<String> code() {
    return nonEmpty(code);
  }

  /** Returns the problem's title, or that of the web page. */
  public Optional<String> title() {
    return nonEmpty(title);
  }

  /** Returns what the body says in words. */
  public Optional<String> detail() {
    return nonEmpty(detail);
  }

  /** Returns the HTTP status that the body itself names. */
  public OptionalInt status() {
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /**
   * Returns whether any of the texts has that phrase, compared without case; for telling apart
   * causes that have no code of their own.
   */
  public boolean mentions(String phrase) {
    String wanted = phrase.toLowerCase(Locale.ROOT);
    return (code + "\n" + title + "\n" + detail).toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** Returns the most telling text for a message, or the empty text. */
  public String text() {
    if (shape == Shape.HTML) {
      return "a web page" + (title.isEmpty() ? "" : " titled \"" + title + "\"");
    }
    String words = title.isEmpty() || title.equals(detail) ? detail : title + ": " + detail;
    if (shape == Shape.PROBLEM) {
      return SafeText.of(detail.isEmpty() ? title : words);
    }
    return SafeText.of(code.isEmpty() ? words : words.isEmpty() ? code : code + ": " + words);
  }

  @Override
  public String toString() {
    return "ErrorBody(" + shape + ", " + text() + ")";
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
