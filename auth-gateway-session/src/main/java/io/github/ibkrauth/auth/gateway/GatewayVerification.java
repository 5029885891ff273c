package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the session at a gateway can be used: {@code sso/validate}, {@code tickle} and {@code
 * iserver/auth/status} all answered 200, and the last says authenticated, connected and not
 * competing. Holds no secret. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class GatewayVerification {

  private final URI gateway;
  private final URI api;
  private final AnswerView validate;
  private final TickleView tickle;
  private final AnswerView tickleAnswer;
  private final GatewayStatus status;

  private GatewayVerification(
      URI gateway,
      URI api,
      AnswerView validate,
      TickleView tickle,
      AnswerView tickleAnswer,
      GatewayStatus status) {
    this.gateway = gateway;
    this.api = api;
    this.validate = validate;
    this.tickle = tickle;
    this.tickleAnswer = tickleAnswer;
    this.status = status;
  }

  static GatewayVerification of(
      URI gateway,
      URI api,
      GatewayReply validate,
      GatewayReply tickle,
      GatewayReply status,
      Blanks blanks) {
    // First, because it teaches the session's id that is blanked in the others.
    TickleView view = TickleView.lenient(tickle, blanks);
    return new GatewayVerification(
        gateway,
        api,
        AnswerView.of(validate, blanks),
        view,
        AnswerView.of(tickle, blanks),
        GatewayStatus.of(status, blanks));
  }

  /** Returns whether the session can be used. */
  public boolean ok() {
    return validate.statusCode() == 200
        && tickle.statusCode() == 200
        && status.statusCode() == 200
        && status.ready();
  }

  /** Returns the first condition that stands in the way, or {@code ANSWERED} when none does. */
  public GatewayCondition condition() {
    return List.of(validate.condition(), tickle.condition(), status.condition()).stream()
        .filter(condition -> condition != GatewayCondition.ANSWERED)
        .findFirst()
        .orElse(GatewayCondition.ANSWERED);
  }

  /** Returns what stands in the way and what to do, or the empty text when the session is ok. */
  public String sentence() {
    if (ok()) {
      return "";
    }
    return List.of(validate.sentence(), tickle.sentence(), status.sentence()).stream()
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElseGet(this::flagsInTheWay);
  }

  private String flagsInTheWay() {
    if (status.competing()) {
      return "Another login holds the brokerage session: close it, or take the session over.";
    }
    if (status.condition() != GatewayCondition.ANSWERED || status.ready()) {
      return "Not all three calls were answered with 200: validate "
          + validate.statusCode()
          + ", tickle "
          + tickle.statusCode()
          + ", status "
          + status.statusCode()
          + ".";
    }
    return status.connected()
        ? "The brokerage session is not open: let maintenance open it."
        : "The gateway lost its connection to the broker: let maintenance restore it.";
  }

  /** Returns whether a paper user is logged in, where {@code sso/validate} tells it. */
  public Optional<Boolean> paper() {
    return validate
        .member("LOGIN_TYPE")
        .map(String::valueOf)
        .filter(type -> type.equals("1") || type.equals("2"))
        .map("2"::equals);
  }

  /** Returns what tickle said. */
  public TickleView tickle() {
    return tickle;
  }

  /** Returns what {@code iserver/auth/status} said. */
  public GatewayStatus status() {
    return status;
  }

  /** Returns what {@code sso/validate} answered. */
  public AnswerView validate() {
    return validate;
  }

  /**
   * Returns the verification as a JSON object with the members of NoETL's playbook {@code
   * automation/ibkr/verify}: {@code gateway_url}, {@code base_url}, {@code validate_status_code},
   * {@code tickle_status_code}, {@code auth_status_code}, {@code authenticated}, {@code connected},
   * {@code competing}, {@code session} (null, or {@code sha256:} and the first eight hexadecimal
   * digits), {@code sso_expires}, {@code ok}; then {@code condition}, {@code sentence}, and the
   * three answers as {@code validate}, {@code tickle} and {@code status}, each with {@code
   * status_code} and {@code data}.
   */
  public String toJson() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("gateway_url", gateway.toString());
    map.put("base_url", api.toString());
    map.put("validate_status_code", validate.statusCode());
    map.put("tickle_status_code", tickle.statusCode());
    map.put("auth_status_code", status.statusCode());
    map.put("authenticated", status.authenticated());
    map.put("connected", status.connected());
    map.put("competing", status.competing());
    map.put("session", tickle.session());
    map.put("sso_expires", tickle.rawSsoExpires());
    map.put("ok", ok());
    map.put("condition", AnswerView.name(condition()));
    map.put("sentence", sentence());
    map.put("validate", validate.toMap());
    map.put("tickle", tickleAnswer.toMap());
    map.put("status", status.answer().toMap());
    return Json.write(map);
  }

  @Override
  public String toString() {
    return "GatewayVerification(" + (ok() ? "ok" : condition()) + ")";
  }
}
