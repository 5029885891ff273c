package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /iserver/auth/status} says about the brokerage session; what is missing is false, and
 * a session that is said not to be established counts as not authenticated. Immutable and
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class GatewayStatus {

  private final Reading reading;
  private final Flags flags;
  private final AnswerView answer;

  private GatewayStatus(Reading reading, AnswerView answer) {
    this.reading = reading;
    this.flags = Flags.lenient(reading.state());
    this.answer = answer;
  }

  static GatewayStatus of(GatewayReply reply, Blanks blanks) {
    return new GatewayStatus(
        Reading.of(reply, json -> json.has("authenticated")), AnswerView.of(reply, blanks));
  }

  /** Returns what the call found. */
  public GatewayCondition condition() {
    return reading.condition();
  }

  /** Returns the HTTP status, or 0 when no answer came. */
  public int statusCode() {
    return answer.statusCode();
  }

  /** Returns what is wrong and what to do, or the empty text. */
  public String sentence() {
    return reading.sentence();
  }

  /** Returns whether the brokerage session is open. */
  public boolean authenticated() {
    return flags.authenticated();
  }

  /** Returns whether the gateway is connected to the broker. */
  public boolean connected() {
    return flags.connected();
  }

  /** Returns whether another login holds the brokerage session. */
  public boolean competing() {
    return flags.competing();
  }

  /** Returns whether the brokerage session can be used: authenticated, connected, not competing. */
  public boolean ready() {
    return flags.ready();
  }

  AnswerView answer() {
    return answer;
  }

  /**
   * Returns the status as a JSON object: {@code ready}, {@code authenticated}, {@code connected},
   * {@code competing}, {@code condition}, {@code sentence}, {@code status_code}, {@code data}.
   */
  public String toJson() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("ready", ready());
    map.put("authenticated", authenticated());
    map.put("connected", connected());
    map.put("competing", competing());
    map.put("condition", AnswerView.name(condition()));
    map.put("sentence", sentence());
    map.putAll(answer.toMap());
    return Json.write(map);
  }

  @Override
  public String toString() {
    return "GatewayStatus(" + condition() + ", " + statusCode() + ", " + flags + ")";
  }
}
