package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.testkit.RecordedRequest;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawCallsTest {

  private final Scripted it = new Scripted();

  @AfterEach
  void close() {
    it.close();
    assertThat(it.transport.openResponses()).isZero();
  }

  private String sent(String path) {
    it.transport.on("*", "*").reply(Reply.json(200, "{}"));
    it.client.call("GET", path, null);
    RecordedRequest last = it.transport.requests().get(it.transport.requests().size() - 1);
    return last.url();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/trsrv/futures | https://api.test/v1/api/trsrv/futures",
        "trsrv/futures | https://api.test/v1/api/trsrv/futures",
        "/v1/api/trsrv/futures | https://api.test/v1/api/trsrv/futures",
        "/gw/api/v1/accounts | https://api.test/gw/api/v1/accounts",
        "/gw/api/v1/statements:bulk | https://api.test/gw/api/v1/statements:bulk",
        "/md/x?fields=31,84 | https://api.test/v1/api/md/x?fields=31,84",
        "/md/x?fields=31%2C84 | https://api.test/v1/api/md/x?fields=31,84",
        "/md/x?a=b c&d=e%20f | https://api.test/v1/api/md/x?a=b%20c&d=e%20f",
        "/md/x?a=b+c | https://api.test/v1/api/md/x?a=b%2Bc",
        "/md/x?a=1@'*~/=; | https://api.test/v1/api/md/x?a=1%40%27%2A~%2F%3D%3B",
        "/md/x?b=2&a=1:5 | https://api.test/v1/api/md/x?b=2&a=1:5",
        "/md/x?a=&b | https://api.test/v1/api/md/x?a&b",
        "/md/a+b%2Fc d | https://api.test/v1/api/md/a%2Bb%2Fc%20d",
        "/md/é | https://api.test/v1/api/md/%C3%A9",
      })
  void call_whenGivenAnyPath_sendsItInOneForm(String path, String url) {
    assertThat(sent(path)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.test/x",
        "//evil.test/x",
        "/md/../x",
        "/md/%2e%2E/x",
        "/md/./x",
        "/md\\x",
        "/md#x",
        "/md/%zz",
        "/md/%f",
        "/md/%ff",
        "/md?a=1&a=2",
        "/md?=1",
        " ",
      })
  void call_whenThePathCannotBeSent_isRefusedBeforeTheNetwork(String path) {
    assertThatThrownBy(() -> it.client.call("GET", path, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(it.transport.requests()).isEmpty();
  }

  @Test
  void call_whenTheMethodIsUnknown_isRefused() {
    assertThatThrownBy(() -> it.client.call("TRACE", "/x", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TRACE");
  }

  @Test
  void call_whenTheBaseHasAPath_putsItInPlaceOfTheUsualOne() {
    it.provider.base = URI.create("https://api.test:8443/alpha/api/");
    assertThat(sent("/trsrv/futures")).isEqualTo("https://api.test:8443/alpha/api/trsrv/futures");
    assertThat(sent("/alpha/api/trsrv/futures"))
        .isEqualTo("https://api.test:8443/alpha/api/trsrv/futures");
    assertThat(sent("/gw/api/v1/x")).isEqualTo("https://api.test:8443/gw/api/v1/x");
  }

  @Test
  void call_whenAnswered_handsOutTheAnswerAsItCame() {
    it.on("GET", "/x", Reply.status(418).body("text/plain; charset=utf-8", "a téapot"));
    RawAnswer answer = it.client.call("get", "/x", null);
    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.body()).isEqualTo("a téapot");
    assertThat(answer.problem()).get().isInstanceOf(RequestRefusedException.class);
    assertThat(answer.toString()).doesNotContain("téapot");
  }

  @Test
  void call_whenA200SaysError_tellsTheProblem() {
    it.on("GET", "/x", Reply.json(200, "{\"error\":\"refused\"}"));
    assertThat(it.client.call("GET", "/x", null).problem())
        .get()
        .isInstanceOf(RequestRefusedException.class);
    it.on("GET", "/x", Reply.json(200, "{\"error\":null,\"hmds\":{\"error\":\"no bridge\"}}"));
    assertThat(it.client.call("GET", "/x", null).problem()).isEmpty();
  }

  @Test
  void call_whenAPageAnswersOrBrokenJson_tellsTheProblem() {
    it.on("POST", "/x", Reply.status(200).body("application/json", "<html><title>Login</title>"));
    IbkrException problem = it.client.call("POST", "/x", "{}").problem().orElseThrow();
    assertThat(problem).isInstanceOf(UnreadableAnswerException.class).hasMessageContaining("Login");
    assertThat(problem.outcomeUnknown()).isTrue();
    it.on("GET", "/x", Reply.json(200, "{\"a\":"));
    assertThat(it.client.call("GET", "/x", null).problem())
        .get()
        .isInstanceOf(UnreadableAnswerException.class);
    it.on("GET", "/x", Reply.status(200).body("text/plain", "Success"), Reply.status(200));
    assertThat(it.client.call("GET", "/x", null).problem()).isEmpty();
    assertThat(it.client.call("GET", "/x", null).problem()).isEmpty();
  }

  @Test
  void call_whenRedirected_doesNotFollow() {
    it.on("GET", "/x", Reply.status(302).header("Location", "https://evil.test/x"));
    RawAnswer answer = it.client.call("GET", "/x", null);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(it.transport.requests()).hasSize(1);
  }

  @Test
  void call_whenAnAccountIsNamed_listsTheAccountsBefore() {
    it.on("GET", "/portfolio/A/unheard-of", Reply.json(200, "{}"));
    it.client.call("GET", "/portfolio/A/unheard-of", null);
    assertThat(it.paths())
        .containsExactly("GET /portfolio/accounts", "GET /portfolio/A/unheard-of");
  }

  @Test
  void call_whenTheBrokerageSessionIsNeeded_opensItBefore() {
    it.on("POST", "/iserver/account/A/orders", Reply.json(200, "[]"));
    it.client.call("POST", "/iserver/account/A/orders", "{\"orders\":[]}");
    assertThat(it.paths()).contains("POST /iserver/auth/ssodh/init");
    assertThat(it.paths()).last().isEqualTo("POST /iserver/account/A/orders");
    RecordedRequest order = it.transport.requests().get(it.transport.requests().size() - 1);
    assertThat(order.body()).isEqualTo("{\"orders\":[]}");
    assertThat(order.header("Content-Type").orElse("")).startsWith("application/json");
  }

  @Test
  void call_whenPostingNothing_sendsALengthOfZero() {
    it.client.call("POST", "/tickle", null);
    assertThat(it.transport.requests().get(0).header("Content-Length")).contains("0");
  }

  @Test
  void callSigned_whenTheStrategySigns_sendsTheSignedBody() {
    it.provider.bodySigner =
        new BodySigner() {
          @Override
          public String contentType() {
            return "application/jwt";
          }

          @Override
          public String sign(String json) {
            return "signed(" + json + ")";
          }
        };
    it.transport.on("POST", "/gw/api/v1/echo/signed-jwt").reply(Reply.json(200, "{}"));
    it.client.callSigned("POST", "/gw/api/v1/echo/signed-jwt", "{}");
    RecordedRequest request = it.transport.requests().get(0);
    assertThat(request.body()).isEqualTo("signed({})");
    assertThat(request.header("Content-Type").orElse("")).startsWith("application/jwt");
  }

  @Test
  void callSigned_whenTheStrategyCannotSign_saysSo() {
    assertThatThrownBy(() -> it.client.callSigned("POST", "/gw/api/v1/echo/signed-jwt", "{}"))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("fixed signs no bodies");
    assertThat(it.transport.requests()).isEmpty();
  }

  @Test
  void call_whenTheBodyIsTooLong_isCutOffAndSaysSo() {
    it.on("GET", "/x", Reply.json(200, "\"" + "x".repeat(17 * 1024 * 1024) + "\""));
    RawAnswer answer = it.client.call("GET", "/x", null);
    assertThat(answer.problem()).get().isInstanceOf(UnreadableAnswerException.class);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void call_whenTheBrokerQuotesACredential_masksIt() {
    it.on(
        "GET",
        "/x",
        Reply.json(
            403,
            "{\"error\":\"token abcdef123456 of eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln\\nbad\"}"));
    IbkrException problem = it.client.call("GET", "/x", null).problem().orElseThrow();
    assertThat(problem.brokerText()).contains("token *** of *** bad");
    assertThat(problem.getMessage()).doesNotContain("abcdef123456").doesNotContain("eyJ");
  }
}
