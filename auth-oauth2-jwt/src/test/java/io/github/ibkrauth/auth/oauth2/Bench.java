package io.github.ibkrauth.auth.oauth2;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.auth.testkit.RecordedRequest;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.auth.testkit.ScriptedTransport;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The strategy on a scripted transport and a clock that stands still. */
final class Bench {

  static final Instant START = Instant.ofEpochSecond(1_735_689_600);
  static final String TOKEN_PATH = "/oauth2/api/v1/token";
  static final String SSO_PATH = "/gw/api/v1/sso-sessions";
  static final String BASE = "https://api.ibkr.test";

  final ManualTime time = ManualTime.at(START);
  final ScriptedTransport transport = ScriptedTransport.withSleeper(time);
  final RecordingListener listener = new RecordingListener();
  final AtomicInteger accessTokens = new AtomicInteger();
  final AtomicInteger ssoTokens = new AtomicInteger();
  final Map<String, String> settings = new HashMap<>();
  final AuthRuntime.Builder runtime =
      time.runtime().listener(listener).service(HttpTransport.class, transport);

  Bench() {
    set("client-id", "MyTestClient");
    set("private-key", TestKeys.pem());
    set("credential", "testuser1");
    set("ip", "203.0.113.7");
    set("base-url", BASE);
    transport.on("POST", TOKEN_PATH).replyWith(request -> accessToken());
    transport.on("POST", SSO_PATH).replyWith(request -> ssoToken());
  }

  Bench set(String name, String value) {
    settings.put("ibkr.auth.oauth2-jwt." + name, value);
    return this;
  }

  Bench remove(String name) {
    settings.remove("ibkr.auth.oauth2-jwt." + name);
    return this;
  }

  AuthConfig config() {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", settings).build();
  }

  AuthSession open() {
    return new OAuth2JwtProvider().create(config(), runtime.build()).open();
  }

  /** Returns the next access token's answer: {@code access-1}, {@code access-2}, … */
  Reply accessToken() {
    return Reply.json(
        200,
        "{\"access_token\":\"access-"
            + accessTokens.incrementAndGet()
            + "\",\"token_type\":\"Bearer\",\"scope\":\"sso-sessions.write\",\"expires_in\":86399}");
  }

  /** Returns the next SSO token's answer: {@code sso-1}, {@code sso-2}, … */
  Reply ssoToken() {
    return Reply.json(
        200,
        "{\"active\":true,\"access_token\":\"sso-"
            + ssoTokens.incrementAndGet()
            + "\",\"token_type\":\"Bearer\"}");
  }

  Map<String, String> form(int request) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : transport.requestsTo(TOKEN_PATH).get(request).body().split("&")) {
      String[] parts = pair.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  List<RecordedRequest> ssoRequests() {
    return transport.requestsTo(SSO_PATH);
  }

  int requests(String path) {
    return transport.requestsTo(path).size();
  }

  static SignableRequest request(String path) {
    return SignableRequest.builder("GET", URI.create(BASE + path)).build();
  }

  static RequestAuthorization authorize(AuthSession session, String path) {
    return session.signer().authorize(request(path));
  }

  static String bearer(AuthSession session, String path) {
    return String.valueOf(authorize(session, path).headers().get("Authorization"));
  }

  static AuthChallenge refused(RequestAuthorization authorization, String path) {
    return AuthChallenge.builder(request(path), 401, authorization.credentialTag()).build();
  }

  static String httpDate(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }
}
