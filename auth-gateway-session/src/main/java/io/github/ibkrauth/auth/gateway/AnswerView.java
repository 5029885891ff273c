package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call to the gateway, fit to be shown: session ids, tokens and the like are
 * blanked. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AnswerView {

  private final GatewayCondition condition;
  private final int statusCode;
  private final String sentence;
  private final @Nullable Object data;

  private AnswerView(
      GatewayCondition condition, int statusCode, String sentence, @Nullable Object data) {
    this.condition = condition;
    this.statusCode = statusCode;
    this.sentence = sentence;
    this.data = data;
  }

  static AnswerView of(GatewayReply reply, Blanks blanks) {
    return new AnswerView(
        reply.condition(),
        reply.status(),
        blanks.sentence(reply.sentence()),
        reply.status() == 0 ? null : blanks.body(reply.body()));
  }

  /** Returns what the call found. */
  public GatewayCondition condition() {
    return condition;
  }

  /** Returns the HTTP status, or 0 when no answer came. */
  public int statusCode() {
    return statusCode;
  }

  /** Returns what is wrong and what to do, or the empty text. */
  public String sentence() {
    return sentence;
  }

  /**
   * Returns the answer as a JSON object: {@code status_code}, {@code data} (the body as JSON, or as
   * text where it is none, cut to 2000 characters), {@code condition}, {@code sentence}.
   */
  public String toJson() {
    Map<String, @Nullable Object> map = toMap();
    map.put("condition", name(condition));
    map.put("sentence", sentence);
    return Json.write(map);
  }

  /** Returns a member of the answer, where that is a JSON object that has it. */
  Optional<Object> member(String name) {
    return data instanceof Map<?, ?> object
        ? Optional.<Object>ofNullable(object.get(name))
        : Optional.empty();
  }

  /** Returns the two members that NoETL's playbooks give: {@code status_code} and {@code data}. */
  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("status_code", statusCode);
    map.put("data", data);
    return map;
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "AnswerView(" + condition + ", " + statusCode + ")";
  }
}
