package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the broker sees of a request, and what becomes of the cookies it sets. */
class GatewayProxyTest {
  private static final TokenMint MINT = new TokenMint(RsaKeys.generate());

  private final ServerTime time =
      new ServerTime(SimulatorClock.fixedAt(Instant.parse("2026-03-03T10:00:00Z")));
  private final BrokerUser user = new AccountMaker(1).user();
  private final Broker broker =
      new Broker(time, new SessionRules(ZoneOffset.UTC, 0), MINT, List.of(user));
  private final RouteTable routes =
      new RouteTable()
          .getOrPost(
              "/v1/api/echo",
              call ->
                  Answer.text(200, "text/plain", String.join("|", seen(call)))
                      .withCookie("XYZAB=of-the-api; Path=/")
                      .withCookie("foo=bar"))
          .get(
              "/sso/echo",
              call ->
                  Answer.text(302, "text/plain", String.join("|", seen(call)))
                      .withHeader("Location", "https://broker.example/somewhere?x=1")
                      .withHeader("Content-Security-Policy", "default-src 'none'")
                      .withCookie("XYZAB=of-sso; Path=/")
                      .withCookie("JSESSIONID=of-sso; Path=/sso")
                      .withCookie("foo=bar"));
  private final RequestLog log = new RequestLog();
  private final Reception reception =
      new Reception(
          routes,
          broker,
          new Faults(broker, time, null),
          new Trouble(
              broker,
              new ServiceCalendar(ZoneOffset.UTC, List.of()),
              new Weather(broker, new ObservedAddress())),
          () -> {},
          log,
          new RequestLimits(new RequestLimits.Settings(), time),
          token -> Optional.empty());
  private final GatewayJar jar = new GatewayJar();
  private final URI upstream = URI.create("https://broker.example:8443");
  private final GatewayProxy proxy =
      new GatewayProxy(
          reception,
          new GatewayState(),
          jar,
          new GatewayLogin(reception, broker, jar, upstream),
          upstream);

  private static List<String> seen(Call call) {
    return List.of(
        call.method(),
        call.rawPath() + "?" + call.query(),
        call.header("Host").orElse(""),
        call.header("Cookie").orElse(""),
        call.header("Accept-Encoding").orElse("-"),
        call.text());
  }

  private Answer send(String method, String rawPath, String query, String body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("host", List.of("localhost:5000"));
    headers.put("user-agent", List.of("test"));
    headers.put("cookie", List.of("XYZAB=of-the-client"));
    headers.put("accept-encoding", List.of("gzip"));
    headers.put("content-length", List.of(Integer.toString(body.length())));
    Call call =
        new Call(
            method,
            rawPath,
            rawPath,
            Call.canonical(rawPath),
            query,
            headers,
            body.getBytes(StandardCharsets.UTF_8),
            LoopbackServer.HOST,
            Map.of());
    assertThat(proxy.ownAnswer(call)).isEmpty();
    return proxy.forward(proxy.forwarded(call)).answer();
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void forward_whenAClientCalls_showsTheGatewaysHostAndCookies() {
    assertThat(text(send("POST", "/v1/portal/echo", "a=%7E&b=+", "{}")))
        .isEqualTo("POST|/v1/api/echo?a=%7E&b=+|broker.example:8443|REGION=; USERID=|-|{}");
  }

  @Test
  void forward_whenAnApiAnswerSetsCookies_passesThemOnAndIgnoresThem() {
    Answer answer = send("GET", "/v1/api/echo", "", "");
    assertThat(answer.cookies()).containsExactly("XYZAB=of-the-api; Path=/", "foo=bar");
    assertThat(text(send("GET", "/v1/api/echo", "", ""))).contains("|REGION=; USERID=|");
  }

  @Test
  void forward_whenAnSsoAnswerSetsCookies_keepsThoseItKnows() {
    Answer answer = send("GET", "/sso/echo", "", "");
    assertThat(answer.cookies()).hasSize(3);
    assertThat(text(send("GET", "/v1/api/echo", "", "")))
        .contains("|REGION=; USERID=; XYZAB=of-sso|");
    assertThat(text(send("GET", "/sso/echo", "", "")))
        .contains("|JSESSIONID=of-sso; REGION=; USERID=; VERSION=1.0.0; XYZAB=of-sso|");
  }

  @Test
  void forward_whenTheBrokerRedirects_leavesTheLocationAlone() {
    Answer answer = send("GET", "/sso/echo", "", "");
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.headers())
        .containsEntry("Location", List.of("https://broker.example/somewhere?x=1"))
        .doesNotContainKey("Content-Security-Policy");
  }
}
