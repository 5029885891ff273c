package io.github.ibkrauth.auth.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import io.github.ibkrauth.auth.googlehttp.support.ResponseHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what an answer of the gateway means. A gateway answers 200 to much that went wrong, and
 * passes on what the broker says; the status alone means little. Stateless.
 */
final class AnswerReader {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String LOGIN_PATH = "/sso/login";

  /** Each answer to a look has one of these. */
  private static final Map<GatewayCall, Set<String>> EXPECTED =
      Map.of(
          GatewayCall.TICKLE,
          Set.of("session", "iserver", "ssoExpires", "userId", "collission", "hmds"),
          GatewayCall.VALIDATE,
          Set.of("RESULT", "USER_ID", "USER_NAME", "EXPIRES", "AUTH_TIME"),
          GatewayCall.STATUS,
          Set.of("authenticated", "connected", "competing", "established"));

  private final GatewaySentences say;
  private final URI gateway;

  AnswerReader(GatewaySettings settings) {
    this.say = new GatewaySentences(settings);
    this.gateway = settings.gateway();
  }

  /**
   * Reads an answer.
   *
   * @param call what was asked
   * @param status the HTTP status
   * @param headers of the answer; names compare without case
   * @param body of the answer
   */
  GatewayAnswer read(GatewayCall call, int status, Map<String, List<String>> headers, String body) {
    Refusal refusal = refusal(call, status, headers, body);
    return new GatewayAnswer(
        new GatewayReply(refusal.condition, status, body, refusal.sentence),
        GatewayAnswer.of(refusal.condition, status, "", "").code(),
        ResponseHeaders.retryAfter(headers).orElse(null));
  }

  private Refusal refusal(
      GatewayCall call, int status, Map<String, List<String>> headers, String body) {
    if (status == 401) {
      return loginRequired();
    }
    if (status >= 200 && status < 300) {
      return success(call, status, body);
    }
    if (status >= 300 && status < 400) {
      return redirect(call, status, headers);
    }
    if (status == 404) {
      return body.toLowerCase(Locale.ROOT).contains("access denied")
          ? new Refusal(GatewayCondition.ACCESS_DENIED, say.accessDenied())
          : new Refusal(GatewayCondition.NOT_A_GATEWAY, say.unknownPath(call));
    }
    if (status == 405 || status == 501) {
      return new Refusal(GatewayCondition.NOT_A_GATEWAY, say.methodRefused(call, status));
    }
    return new Refusal(
        GatewayCondition.UNAVAILABLE,
        say.unavailable(call, status, ErrorBody.of(body), ResponseHeaders.retryAfter(headers)));
  }

  private Refusal success(GatewayCall call, int status, String body) {
    JsonNode json = parse(body);
    if (isExpected(call, json)) {
      return answered();
    }
    ErrorBody read = ErrorBody.of(body);
    return switch (read.shape()) {
      case HTML ->
          isLoginPage(body)
              ? loginRequired()
              : new Refusal(GatewayCondition.NOT_A_GATEWAY, say.webPage(call, read));
      case TEXT ->
          call.isLook() || read.mentions("unknown service")
              ? new Refusal(GatewayCondition.NOT_A_GATEWAY, say.text(call, status, read))
              : answered();
      case EMPTY ->
          call.isLook()
              ? new Refusal(GatewayCondition.NOT_A_GATEWAY, say.nothing(call, status))
              : answered();
      default -> otherJson(call, status, json, read);
    };
  }

  /** Reads JSON that is not what an answer to a look is. */
  private Refusal otherJson(GatewayCall call, int status, @Nullable JsonNode json, ErrorBody read) {
    if (json == null || !json.isObject()) {
      return call.isLook()
          ? new Refusal(GatewayCondition.NOT_A_GATEWAY, say.otherJson(call, status))
          : answered();
    }
    if (hasError(json)) {
      return json.path("error").asText().toLowerCase(Locale.ROOT).contains("no session")
          ? loginRequired()
          : new Refusal(
              GatewayCondition.UNAVAILABLE, say.unavailable(call, status, read, Optional.empty()));
    }
    return EXPECTED.containsKey(call)
        ? new Refusal(GatewayCondition.NOT_A_GATEWAY, say.otherJson(call, status))
        : answered();
  }

  /** Returns whether it is what an answer to a look is, and tells of no error. */
  private static boolean isExpected(GatewayCall call, @Nullable JsonNode json) {
    if (json == null || !json.isObject() || hasError(json)) {
      return false;
    }
    for (String name : EXPECTED.getOrDefault(call, Set.of())) {
      if (json.has(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasError(JsonNode json) {
    JsonNode error = json.path("error");
    return error.isValueNode() && !error.isNull() && !error.asText().isBlank();
  }

  /** A redirect is never followed: what is sent belongs to the gateway. */
  private Refusal redirect(GatewayCall call, int status, Map<String, List<String>> headers) {
    URI target = target(headers);
    if (target == null) {
      return new Refusal(GatewayCondition.NOT_A_GATEWAY, say.redirect(call, status, ""));
    }
    String path = Objects.requireNonNullElse(target.getRawPath(), "");
    if (path.toLowerCase(Locale.ROOT).startsWith(LOGIN_PATH)) {
      return loginRequired();
    }
    String host = target.getHost();
    boolean elsewhere = host != null && !host.equalsIgnoreCase(gateway.getHost());
    return new Refusal(
        GatewayCondition.NOT_A_GATEWAY, say.redirect(call, status, elsewhere ? host : ""));
  }

  private @Nullable URI target(Map<String, List<String>> headers) {
    try {
      return headers.getOrDefault("location", List.of()).stream()
          .findFirst()
          .map(location -> gateway.resolve(location.strip()))
          .orElse(null);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /** The elements' names of the page have changed over the years; what it posts to has not. */
  private static boolean isLoginPage(String html) {
    String text = html.toLowerCase(Locale.ROOT);
    boolean form = text.contains("password") || text.contains("login");
    return form
        && (text.contains("/sso/")
            || text.contains("user_name")
            || text.contains("xyz-field")
            || text.contains("xyz-button"));
  }

  private static @Nullable JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  private Refusal loginRequired() {
    return new Refusal(GatewayCondition.LOGIN_REQUIRED, say.loginRequired());
  }

  private static Refusal answered() {
    return new Refusal(GatewayCondition.ANSWERED, "");
  }

  private record Refusal(GatewayCondition condition, String sentence) {}
}
