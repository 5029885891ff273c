package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignClientTest {
  private static final String TICKLE = "/v1/api/tickle";

  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final TestClient client = new TestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  private String raw(String... lines) throws IOException {
    return RawHttp.send(simulator.baseUri(), lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {TICKLE, "/v1/api/iserver/auth/status", "/v1/api/logout"})
  void call_whenGetOrPostWithOrWithoutBody_isTaken(String path) {
    assertThat(client.get(path, client.ssoToken()).statusCode()).isEqualTo(200);
    assertThat(client.post(path, client.ssoToken()).statusCode()).isEqualTo(200);
    assertThat(client.post(path, client.ssoToken(), "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void call_whenTheHostHeaderSaysIbkr_isTaken() throws IOException {
    String answer =
        raw(
            "POST /v1/api/tickle HTTP/1.1",
            "Host: api.ibkr.com",
            "User-Agent: x",
            "Authorization: bearer " + client.ssoToken(),
            "Content-Length: 5",
            "Connection: close",
            "",
            "a=b&c");
    assertThat(answer).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void token_whenTheHostHeaderSaysIbkr_isNotDerivedFromIt() throws IOException {
    String assertion =
        client.sign(client.assertion().claim("aud", "http://evil.example/oauth2/api/v1/token"));
    String body =
        String.join("&", client.form(assertion).entrySet().stream().map(Object::toString).toList());
    String answer =
        raw(
            "POST /oauth2/api/v1/token HTTP/1.1",
            "Host: evil.example",
            "User-Agent: x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + body.length(),
            "Connection: close",
            "",
            body);
    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void call_whenUserAgentIsMissing_is403Html() throws IOException {
    String answer = raw("GET /v1/api/tickle HTTP/1.1", "Host: x", "Connection: close", "", "");
    assertThat(answer)
        .startsWith("HTTP/1.1 403 ")
        .contains("Content-Type: text/html")
        .contains("<html>");
    assertThat(raw("GET /nowhere HTTP/1.1", "Host: x", "User-Agent: ", "Connection: close", "", ""))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void post_whenContentLengthIsMissing_is411Html() throws IOException {
    String answer =
        raw(
            "POST /v1/api/tickle HTTP/1.1",
            "Host: x",
            "User-Agent: x",
            "Connection: close",
            "",
            "");
    assertThat(answer).startsWith("HTTP/1.1 411 ").contains("Content-Type: text/html");
  }

  @Test
  void post_whenChunked_is411Html() throws IOException {
    String answer =
        raw(
            "POST /v1/api/tickle HTTP/1.1",
            "Host: x",
            "User-Agent: x",
            "Transfer-Encoding: chunked",
            "Connection: close",
            "",
            "2",
            "{}",
            "0",
            "",
            "");
    assertThat(answer).startsWith("HTTP/1.1 411 ");
    assertThat(simulator.requests().entries())
        .last()
        .extracting(RequestLog.Entry::status)
        .isEqualTo(411);
  }

  @Test
  void post_whenTheBodyIsHuge_is413() throws IOException {
    String answer =
        raw(
            "POST /v1/api/tickle HTTP/1.1",
            "Host: x",
            "User-Agent: x",
            "Content-Length: 99999999999",
            "Connection: close",
            "",
            "");
    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void unknownPath_whenCalled_is404Html() {
    HttpResponse<String> response = client.get("/v1/api/nowhere", client.ssoToken());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(response.body()).contains("Resource not found");
    assertThat(client.send(client.request("/").GET()).statusCode()).isEqualTo(404);
  }

  @Test
  void knownPath_whenTheMethodIsWrong_is405() {
    HttpResponse<String> response = client.post("/v1/api/portfolio/accounts", client.ssoToken());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void portal_whenUsed_isAnAliasOfApi() {
    String token = client.ssoToken();
    assertThat(client.get("/v1/portal/portfolio/accounts", token).body())
        .isEqualTo(client.get("/v1/api/portfolio/accounts", token).body());
  }

  @Test
  void bearer_whenItIsTheWrongOne_is401() {
    String access = client.accessToken();
    for (HttpResponse<String> response :
        java.util.List.of(
            client.get(TICKLE, access),
            client.get(TICKLE, "nonsense"),
            client.send(client.request(TICKLE).GET()),
            client.send(client.request(TICKLE).header("Authorization", "Basic eDp5").GET()))) {
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(json(response).path("detail").asText())
          .isEqualTo("The access token request is invalid");
    }
  }

  @Test
  void answer_whenGzipIsAccepted_isCompressed() throws Exception {
    String token = client.ssoToken();
    String plain = client.get("/v1/api/portfolio/accounts", token).body();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                client
                    .bearer("/v1/api/portfolio/accounts", token)
                    .header("Accept-Encoding", "deflate, gzip;q=0.5")
                    .build(),
                BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(plain);
    HttpResponse<String> refused =
        client.send(
            client
                .bearer("/v1/api/portfolio/accounts", token)
                .header("Accept-Encoding", "gzip;q=0"));
    assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void query_whenPercentEncodingIsBroken_is400() throws IOException {
    String answer =
        raw(
            "GET /v1/api/iserver/reauthenticate?force=%zz HTTP/1.1",
            "Host: x",
            "User-Agent: x",
            "Authorization: Bearer " + client.ssoToken(),
            "Connection: close",
            "",
            "");
    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }
}
