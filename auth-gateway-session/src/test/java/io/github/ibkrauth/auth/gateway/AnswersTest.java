package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.testkit.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of answer means, and the very words in which a user is told. */
class AnswersTest {

  private static final String KEY = "auth.gateway-session.base-url";
  private static final String LOGIN =
      "Nobody is logged in at the gateway at localhost:5000: open "
          + Bench.LOGIN_PAGE
          + " in a browser on the computer on which it runs, and log in.";
  private static final String TROUBLE =
      ": the broker behind the gateway has trouble of its own. Try again later; the login is left as"
          + " it is.";
  private static final String LOGIN_PAGE =
      "<!DOCTYPE html><html><head><title>Client Portal Login</title></head><body>"
          + "<form action=\"/sso/Authenticator\"><input name=\"user_name\"><input type=\"password\">"
          + "</form></body></html>";

  private final Bench bench = new Bench();

  static Stream<Arguments> badAnswers() {
    return Stream.of(
        Arguments.of(Reply.status(401), GatewayCondition.LOGIN_REQUIRED, LOGIN),
        Arguments.of(
            Reply.status(401).body("text/html", "<html><body>Unauthorized</body></html>"),
            GatewayCondition.LOGIN_REQUIRED,
            LOGIN),
        Arguments.of(
            Reply.json(200, "{\"error\":\"no session\"}"), GatewayCondition.LOGIN_REQUIRED, LOGIN),
        Arguments.of(
            Reply.status(200).body("text/html", LOGIN_PAGE),
            GatewayCondition.LOGIN_REQUIRED,
            LOGIN),
        Arguments.of(
            Reply.status(302).header("Location", "/sso/Login?forwardTo=22&RL=1"),
            GatewayCondition.LOGIN_REQUIRED,
            LOGIN),
        Arguments.of(
            Reply.status(404).body("text/plain", "Access Denied"),
            GatewayCondition.ACCESS_DENIED,
            "The gateway at localhost:5000 refuses this computer (404 Access Denied): add"
                + " \"127.0.0.1\" to the list ips.allow in the gateway's root/conf.yaml, and restart"
                + " the gateway."),
        Arguments.of(
            Reply.status(404).body("text/html", "<html><title>Not found</title></html>"),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 404: it does not know the path, as no"
                + " gateway does: correct "
                + KEY
                + "; another program may listen there."),
        Arguments.of(
            Reply.status(405),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 405: it does not take the method; a"
                + " gateway does: correct "
                + KEY
                + ", or set auth.gateway-session.tickle-method to get."),
        Arguments.of(
            Reply.status(302)
                .header("Location", "https://api.ibkr.com/v1/portfolio?session=canary-in-a-url"),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 302: it sends the request on to"
                + " api.ibkr.com, where it does not belong; nothing was sent there. A gateway does"
                + " so with a path that it does not know: correct the path in "
                + KEY
                + "."),
        Arguments.of(
            Reply.status(301).header("Location", "https://localhost:5000/elsewhere"),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 301: it wants the request sent"
                + " elsewhere, as no gateway does: correct "
                + KEY
                + "; another program may listen there."),
        Arguments.of(
            Reply.status(200).body("text/html", "<html><title>AirPlay</title><h1>Hi</h1></html>"),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 200: that is a web page titled"
                + " \"AirPlay\" instead of JSON: correct "
                + KEY
                + ", or check what stands between."),
        Arguments.of(
            Reply.status(200).body("", "Unknown service tws"),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 200: that is the text \"Unknown"
                + " service tws\" instead of JSON: correct "
                + KEY
                + "."),
        Arguments.of(
            Reply.status(200),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 200: there is no body, and a gateway"
                + " sends one: correct "
                + KEY
                + "; another program may listen there."),
        Arguments.of(
            Reply.json(200, "{\"status\":\"UP\"}"),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 200: that is JSON of another kind:"
                + " correct "
                + KEY
                + "; another program may listen there."),
        Arguments.of(
            Reply.json(200, "[1,2]"),
            GatewayCondition.NOT_A_GATEWAY,
            "The server at localhost:5000 answered tickle with 200: that is JSON of another kind:"
                + " correct "
                + KEY
                + "; another program may listen there."),
        Arguments.of(
            Reply.json(200, "{\"error\":\"failed to process request\"}"),
            GatewayCondition.UNAVAILABLE,
            "The gateway at localhost:5000 answered tickle with 200 (\"failed to process request\")"
                + TROUBLE),
        Arguments.of(
            Reply.json(503, "{\"error\":\"Service Unavailable\",\"statusCode\":503}"),
            GatewayCondition.UNAVAILABLE,
            "The gateway at localhost:5000 answered tickle with 503 (\"Service Unavailable\")"
                + TROUBLE),
        Arguments.of(
            Reply.status(500),
            GatewayCondition.UNAVAILABLE,
            "The gateway at localhost:5000 answered tickle with 500" + TROUBLE),
        Arguments.of(
            Reply.status(408),
            GatewayCondition.UNAVAILABLE,
            "The gateway at localhost:5000 answered tickle with 408" + TROUBLE),
        Arguments.of(
            Reply.status(429).header("Retry-After", "600"),
            GatewayCondition.UNAVAILABLE,
            "The gateway at localhost:5000 answered tickle with 429: too many requests came from"
                + " this user or address. Wait 600 s before the next one."),
        Arguments.of(
            Reply.status(429),
            GatewayCondition.UNAVAILABLE,
            "The gateway at localhost:5000 answered tickle with 429: too many requests came from"
                + " this user or address. Wait up to 15 minutes before the next one."),
        Arguments.of(
            Reply.status(403).body("text/html", "<html><title>Access Denied</title></html>"),
            GatewayCondition.UNAVAILABLE,
            "The gateway at localhost:5000 answered tickle with 403 (\"a web page titled \"Access"
                + " Denied\"\"): the broker, or the network before it, turns the request away. Check"
                + " proxy, VPN and http.user-agent; the login is left as it is."),
        Arguments.of(
            Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"),
            GatewayCondition.UNAVAILABLE,
            "The gateway at localhost:5000 answered tickle with 400 (\"Bad Request: no bridge\"):"
                + " the request is not taken in this form. Try again later."));
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void tickle_whenTheAnswerIsBad_saysWhatItMeans(
      Reply reply, GatewayCondition condition, String sentence) {
    bench.tickles(reply);

    GatewayReply read = bench.calls().tickle();

    assertThat(read.condition()).isEqualTo(condition);
    assertThat(read.sentence()).isEqualTo(sentence);
    AuthException failure =
        bench.calls().ask(GatewayCall.TICKLE).failure(bench.calls().loginPage());
    String code = read.status() == 429 ? "RATE_LIMITED" : condition.name();
    assertThat(failure).hasMessage(sentence + " [" + code + "]");
    assertThat(failure.code().name()).isEqualTo(code);
    assertThat(failure.strategyId()).contains("gateway-session");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Bench.READY,
        "{\"session\":\"x\"}",
        "{\"iserver\":{\"authStatus\":{\"authenticated\":false,\"connected\":true}}}",
        "{\"session\":\"x\",\"error\":null,\"more\":[]}",
        "{\"session\":\"x\",\"error\":\"\"}",
        " {\"ssoExpires\":0} ",
      })
  void tickle_whenTheAnswerIsOneOfAGateway_isAnswered(String body) {
    bench.tickles(Reply.status(200).body("text/plain", body));

    assertThat(bench.calls().tickle())
        .isEqualTo(new GatewayReply(GatewayCondition.ANSWERED, 200, body, ""));
  }

  @Test
  void tickle_whenTheAnswerNeverEnds_readsABeginning() {
    bench.tickles(Reply.status(200).body("text/plain", "{\"session\":\"" + "x".repeat(1_000_000)));

    GatewayReply reply = bench.calls().tickle();

    assertThat(reply.condition()).isEqualTo(GatewayCondition.NOT_A_GATEWAY);
    assertThat(reply.body()).hasSize(256 * 1024);
    assertThat(reply.sentence()).hasSizeLessThan(500);
    assertThat(bench.transport.openResponses()).isZero();
  }

  @Test
  void calls_whenMade_goToTheirPathsEachOnce() {
    bench.transport.on("*", "*").reply(Reply.json(200, "{\"authenticated\":true,\"RESULT\":true}"));
    try (HttpGatewayCalls calls = bench.calls()) {
      for (GatewayReply reply :
          List.of(
              calls.validate(),
              calls.status(),
              calls.initialize(true),
              calls.initialize(false),
              calls.reauthenticate(),
              calls.logout())) {
        assertThat(reply.condition()).isEqualTo(GatewayCondition.ANSWERED);
      }
      assertThat(calls.loginPage()).hasToString(Bench.LOGIN_PAGE);
    }
    assertThat(bench.transport.requests())
        .extracting(
            request ->
                request.method()
                    + " "
                    + request.url().substring(Bench.BASE.length())
                    + " "
                    + request.body()
                    + " "
                    + request.readTimeout().toSeconds())
        .containsExactly(
            "GET /v1/api/sso/validate  10",
            "POST /v1/api/iserver/auth/status  10",
            "POST /v1/api/iserver/auth/ssodh/init {\"publish\":true,\"compete\":true} 30",
            "POST /v1/api/iserver/auth/ssodh/init {\"publish\":true,\"compete\":false} 30",
            "POST /v1/portal/iserver/reauthenticate?force=true  30",
            "POST /v1/api/logout  30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Unknown service am", "<html><title>x</title></html>", "[]"})
  void status_whenTheAnswerIsNone_isNotTakenForOne(String body) {
    bench.transport.on("*", "*").reply(Reply.status(200).body("", body));

    assertThat(bench.calls().status().condition()).isEqualTo(GatewayCondition.NOT_A_GATEWAY);
    assertThat(bench.calls().validate().condition()).isEqualTo(GatewayCondition.NOT_A_GATEWAY);
  }

  @Test
  void logout_whenTheAnswerIsEmptyOrAWord_isAnswered() {
    bench
        .transport
        .on("POST", "/v1/api/logout")
        .reply(Reply.status(200), Reply.status(200).body("text/plain", "ok"), Reply.status(204));

    for (int i = 0; i < 3; i++) {
      assertThat(bench.calls().logout().condition()).isEqualTo(GatewayCondition.ANSWERED);
    }
  }
}
