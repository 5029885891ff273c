package io.github.ibkrauth.auth.gateway;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.auth.testkit.ScriptedTransport;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A gateway by script, in a time that the test moves. */
final class Bench {

  static final String BASE = "https://localhost:5000";
  static final String TICKLE = "/v1/api/tickle";
  static final String LOGIN_PAGE = BASE + "/sso/Login?forwardTo=22&RL=1&ip2loc=on";
  static final Instant START = Instant.parse("2026-03-03T10:15:30Z");
  static final String READY =
      "{\"session\":\""
          + FakeGateway.SESSION_ID
          + "\",\"ssoExpires\":415890,\"collission\":false,\"userId\":123456789,"
          + "\"hmds\":{\"error\":\"no bridge\"},\"iserver\":{\"authStatus\":{\"authenticated\":true,"
          + "\"competing\":false,\"connected\":true,\"message\":\"\"}}}";
  static final Reply ANSWERED = Reply.json(200, READY);
  static final Reply LOGGED_OUT = Reply.status(401);
  static final Reply TROUBLE = Reply.json(503, "{\"error\":\"Service Unavailable\"}");

  final ManualTime time = ManualTime.at(START);
  final RecordingListener listener = new RecordingListener();
  final ScriptedTransport transport = ScriptedTransport.withSleeper(time);
  final AuthRuntime runtime =
      time.runtime()
          .listener(listener)
          .random(new Random(7))
          .service(HttpTransport.class, transport)
          .build();
  private final Map<String, String> settings = new HashMap<>();

  Bench() {
    tickles(ANSWERED);
  }

  /** Sets what tickles are answered with from now on: one after the other, the last repeated. */
  void tickles(Reply first, Reply... more) {
    transport.on("*", TICKLE).reply(first, more);
  }

  void set(String name, String value) {
    settings.put("auth.gateway-session." + name, value);
  }

  AuthConfig config() {
    return AuthConfig.builder().values("test", settings).build();
  }

  AuthSession open() {
    return new GatewaySessionProvider().create(config(), runtime).open();
  }

  HttpGatewayCalls calls() {
    return HttpGatewayCalls.open(config(), runtime);
  }

  int tickled() {
    return transport.requestsTo(TICKLE).size();
  }

  static SignableRequest request(String path) {
    return SignableRequest.builder("GET", URI.create(BASE + path)).build();
  }

  static RequestAuthorization authorize(AuthSession session) {
    return session.signer().authorize(request("/v1/api/portfolio/accounts"));
  }

  static AuthChallenge refused(Object tag) {
    return AuthChallenge.builder(request("/v1/api/portfolio/accounts"), 401, tag).build();
  }

  /** Returns settings below the usual prefix. */
  static AuthConfig config(Map<String, String> settings) {
    Map<String, String> full = new HashMap<>();
    settings.forEach((name, value) -> full.put("auth." + name, value));
    return AuthConfig.builder().values("test", full).build();
  }
}
