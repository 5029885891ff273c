package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The session calls: tickle, status, opening the brokerage session, validate, logout. */
final class SessionEndpoints {
  private final Broker broker;

  SessionEndpoints(Broker broker) {
    this.broker = broker;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .getOrPost("/v1/api/tickle", gate.open((call, session) -> tickle(session)))
        .getOrPost("/v1/api/iserver/auth/status", gate.open((call, session) -> status(session)))
        .post("/v1/api/iserver/auth/ssodh/init", gate.open(this::init))
        .getOrPost("/v1/api/iserver/reauthenticate", gate.open(this::reauthenticate))
        .get("/v1/api/sso/validate", gate.open(this::validate))
        .getOrPost("/v1/api/logout", gate.open((call, session) -> logout(session)));
  }

  private Answer tickle(OuterSession session) {
    JsonObject body = new JsonObject().put("session", session.tickleId);
    if (session.kind != OuterSession.Kind.SIGNED) {
      body.put("ssoExpires", broker.left(session).toMillis())
          .put("collission", false)
          .put("userId", session.user.id());
    }
    return Answer.json(
        body.put("hmds", new JsonObject().put("error", "no bridge"))
            .put("iserver", new JsonObject().put("authStatus", flags(broker.poll(session)))));
  }

  private Answer status(OuterSession session) {
    JsonObject body = flags(broker.poll(session));
    return Answer.json(body.put("hardware_info", "5a1d0e37|" + ServerFacts.MAC).put("fail", ""));
  }

  private Answer init(Call call, OuterSession session) {
    if (!flag(call, "publish")) {
      throw new Refusal(Answer.error(500, "publish must be true"));
    }
    return Answer.json(flags(broker.init(session, flag(call, "compete"))));
  }

  private Answer reauthenticate(Call call, OuterSession session) {
    broker.init(session, flag(call, "force"));
    return Answer.json(new JsonObject().put("message", "triggered"));
  }

  private Answer validate(Call call, OuterSession session) {
    if (session.kind == OuterSession.Kind.SIGNED) {
      throw new Refusal(
          Answer.errorWithStatus(403, "Forbidden").because("sso/validate is not for OAuth 1.0a"));
    }
    BrokerUser user = session.user;
    JsonObject features =
        new JsonObject()
            .put("env", "PROD")
            .put("wlms", true)
            .put("realtime", true)
            .put("bond", true)
            .put("optionChains", true)
            .put("calendar", true)
            .put("newMf", true);
    JsonObject body =
        new JsonObject()
            .put("USER_ID", user.id())
            .put("USER_NAME", user.name())
            .put("RESULT", true)
            .put("AUTH_TIME", session.openedAt.toEpochMilli())
            .put("SF_ENABLED", false)
            .put("IS_FREE_TRIAL", false)
            .put("CREDENTIAL", user.name())
            .put("IP", call.callerIp())
            .put("EXPIRES", broker.left(session).toMillis())
            .put("QUALIFIED_FOR_MOBILE_AUTH", null)
            .put("LANDING_APP", "UNIVERSAL")
            .put("IS_MASTER", false)
            .put("lastAccessed", broker.now().toEpochMilli())
            .put("LOGIN_TYPE", user.isPaper() ? 2 : 1)
            .put("PAPER_USER_NAME", user.isPaper() ? user.name() : null)
            .put("features", features)
            .put("region", "NJ");
    Answer answer = Answer.json(body);
    return session.kind == OuterSession.Kind.GATEWAY
        ? answer.withCookie("api=" + session.tickleId + "; Path=/v1/api; Secure; HttpOnly")
        : answer;
  }

  private Answer logout(OuterSession session) {
    broker.logout(session);
    return Answer.json(new JsonObject().put("status", true));
  }

  private static JsonObject flags(AuthStatus status) {
    return new JsonObject()
        .put("authenticated", status.authenticated())
        .put("established", status.established())
        .put("competing", status.competing())
        .put("connected", status.connected())
        .put("message", "")
        .put("MAC", ServerFacts.MAC)
        .put("serverInfo", ServerFacts.serverInfo());
  }

  /**
   * A flag from the JSON body, a form body or the query, whichever holds it; false when none does.
   */
  private static boolean flag(Call call, String name) {
    Optional<JsonNode> json = Json.object(call.body());
    if (json.isPresent() && json.get().has(name)) {
      return json.get().get(name).asBoolean(false);
    }
    Map<String, List<String>> form =
        call.mediaType().equals("application/x-www-form-urlencoded")
            ? call.formParameters()
            : Map.of();
    if (form.containsKey(name)) {
      return form.get(name).contains("true");
    }
    return call.queryParameter(name).filter("true"::equals).isPresent();
  }
}
