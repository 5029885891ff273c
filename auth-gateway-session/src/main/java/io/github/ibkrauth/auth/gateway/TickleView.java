package io.github.ibkrauth.auth.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer to {@code /tickle} says about the session, read in one of two ways.
 *
 * <ul>
 *   <li>{@linkplain #strict Strictly}, as NoETL's playbook {@code automation/ibkr/maintain} reads
 *       it: status 200 with a JSON object is a reading, everything else is none; flags are true by
 *       Python's notion of truth, so that the text {@code "false"} is true.
 *   <li>{@linkplain #lenient Leniently}, for what it means: a 401 or {@code no session} is a
 *       missing login, a refused connection or a 503 is not; a session that is said not to be
 *       established counts as not authenticated.
 * </ul>
 *
 * <p>Neither this object nor its JSON holds the session's id, only whether there was one, and eight
 * hexadecimal digits of its SHA-256. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class TickleView {

  private final boolean lenient;
  private final boolean ok;
  private final int statusCode;
  private final Flags flags;
  private final String fingerprint;
  private final @Nullable Object ssoExpires;
  private final @Nullable Object data;
  private final GatewayCondition condition;
  private final String sentence;

  private TickleView(boolean lenient, GatewayReply reply, Reading reading, Blanks blanks) {
    this.lenient = lenient;
    this.statusCode = reply.status();
    this.condition = reading.condition();
    this.sentence = blanks.sentence(reading.sentence());
    JsonNode state = reading.state();
    this.ok = !state.isMissingNode();
    JsonNode status = state.path("iserver").path("authStatus");
    this.flags = lenient ? Flags.lenient(status) : Flags.strict(status);
    this.fingerprint = blanks.learn(state.path("session"));
    this.ssoExpires =
        state.path("ssoExpires").isMissingNode() ? null : blanks.value(state.path("ssoExpires"));
    this.data = ok ? null : blanks.body(reply.body());
  }

  /**
   * Reads an answer as NoETL's playbook does.
   *
   * @param statusCode the HTTP status
   * @param body the body, decompressed
   */
  public static TickleView strict(int statusCode, String body) {
    return strict(answer(statusCode, body), new Blanks());
  }

  /**
   * Reads an answer for what it means.
   *
   * @param statusCode the HTTP status
   * @param body the body, decompressed
   */
  public static TickleView lenient(int statusCode, String body) {
    return lenient(answer(statusCode, body), new Blanks());
  }

  static TickleView strict(GatewayReply reply, Blanks blanks) {
    JsonNode state =
        reply.status() == 200
            ? Json.readObject(reply.body()).orElseGet(MissingNode::getInstance)
            : MissingNode.getInstance();
    return new TickleView(
        false, reply, new Reading(reply.condition(), state, reply.sentence()), blanks);
  }

  static TickleView lenient(GatewayReply reply, Blanks blanks) {
    return new TickleView(true, reply, Reading.of(reply, TickleView::hasState), blanks);
  }

  private static boolean hasState(JsonNode json) {
    return json.path("iserver").path("authStatus").isObject() || json.hasNonNull("session");
  }

  private static GatewayReply answer(int statusCode, String body) {
    Objects.requireNonNull(body, "body");
    return new GatewayReply(GatewayCondition.ANSWERED, statusCode, body, "");
  }

  /** Returns whether the answer could be read; if not, all flags are false. */
  public boolean ok() {
    return ok;
  }

  /** Returns the HTTP status, or 0 when no answer came. */
  public int statusCode() {
    return statusCode;
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
    return ok && flags.ready();
  }

  /** Returns whether there is an outer session: whether somebody is logged in. */
  public boolean sessionPresent() {
    return !fingerprint.isEmpty();
  }

  /** Returns the first eight hexadecimal digits of the SHA-256 of the session's id. */
  public Optional<String> sessionFingerprint() {
    return fingerprint.isEmpty() ? Optional.empty() : Optional.of(fingerprint);
  }

  /** Returns how long the outer session lasts yet, where the answer tells it in milliseconds. */
  public Optional<Duration> ssoExpires() {
    return ssoExpires instanceof Number left
        ? Optional.of(Duration.ofMillis(left.longValue()))
        : Optional.empty();
  }

  /** Returns what the call found. */
  public GatewayCondition condition() {
    return condition;
  }

  /** Returns what is wrong and what to do, or the empty text. */
  public String sentence() {
    return sentence;
  }

  /** Returns whether nobody is logged in, as far as this way of reading tells that from errors. */
  boolean provesNoLogin() {
    return lenient && condition == GatewayCondition.LOGIN_REQUIRED;
  }

  /**
   * Returns the view as a JSON object: {@code ok}, then {@code authenticated}, {@code connected},
   * {@code competing}, {@code session} (null, or {@code sha256:} and the fingerprint) and {@code
   * sso_expires}, or {@code status_code} and {@code data} when nothing could be read. A lenient
   * view adds {@code condition} and {@code sentence}.
   */
  public String toJson() {
    return Json.write(toMap());
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("ok", ok);
    if (ok) {
      map.put("authenticated", authenticated());
      map.put("connected", connected());
      map.put("competing", competing());
      map.put("session", session());
      map.put("sso_expires", ssoExpires);
    } else {
      map.put("status_code", statusCode);
      map.put("data", data);
    }
    if (lenient) {
      map.put("condition", AnswerView.name(condition));
      map.put("sentence", sentence);
    }
    return map;
  }

  @Nullable String session() {
    return fingerprint.isEmpty() ? null : "sha256:" + fingerprint;
  }

  @Nullable Object rawSsoExpires() {
    return ssoExpires;
  }

  @Override
  public String toString() {
    return "TickleView(" + condition + ", " + statusCode + ", " + flags + ")";
  }
}
