package io.github.ibkrauth.ibkr.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which login a WebSocket belongs to: that of the SSO token or the OAuth 1.0a access token in its
 * query, or of the gateway's cookie. No {@code Authorization} header opens one.
 */
final class StreamGate {
  static final String PATH = "/v1/api/ws";

  private final Broker broker;
  private final OAuth1Registry oauth1;
  private final SsoBearer bearer;
  private final GatewayCookie cookie;

  StreamGate(Broker broker, OAuth1Registry oauth1) {
    this.broker = broker;
    this.oauth1 = oauth1;
    this.bearer = new SsoBearer(broker);
    this.cookie = new GatewayCookie(broker);
  }

  void addTo(RouteTable routes) {
    routes.get(PATH, this::admit);
  }

  /** Answers 101 when a WebSocket may be opened. */
  private Answer admit(Call call) {
    if (!isUpgrade(call)) {
      throw new Refusal(Answer.errorWithStatus(426, "Upgrade Required"));
    }
    login(call);
    return Answer.text(101, "", "");
  }

  static boolean isUpgrade(Call call) {
    return call.path().equals(PATH)
        && call.header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
  }

  /** Returns the login. */
  OuterSession login(Call call) {
    OuterSession login =
        call.queryParameter("bearer_token")
            .flatMap(token -> bearer.session(withBearer(call, token)))
            .or(() -> call.queryParameter("oauth_token").flatMap(oauth1::streamLogin))
            .or(() -> cookie.session(call))
            .orElseThrow(() -> SessionGate.unauthorized("The WebSocket belongs to no known login"));
    if (!broker.isLive(login)) {
      throw SessionGate.unauthorized("Access token expired");
    }
    return login;
  }

  /** Returns the session value that came as a cookie, plain or as JSON; empty when none did. */
  static String sessionValue(Call call) {
    for (String pair : call.header("Cookie").orElse("").split(";")) {
      String trimmed = pair.trim();
      if (trimmed.startsWith("api=")) {
        String value = trimmed.substring(4);
        return Json.object(value.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .map(json -> json.path("session").asText(""))
            .orElse(value);
      }
    }
    return "";
  }

  private static Call withBearer(Call call, String token) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(call.headers());
    headers.put("Authorization", List.of("Bearer " + token));
    return new Call(
        call.method(),
        call.rawPath(),
        call.sentPath(),
        call.path(),
        call.query(),
        headers,
        call.body(),
        call.callerIp(),
        call.variables());
  }

  /** Returns the login of a call, when it has one that is known. */
  Optional<OuterSession> known(Call call) {
    try {
      return Optional.of(login(call));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
