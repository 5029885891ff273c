package io.github.ibkrauth.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptedTransportTest {

  private final ManualTime time = ManualTime.at(Instant.EPOCH);
  private final ScriptedTransport transport = ScriptedTransport.withSleeper(time);
  private final HttpRequestFactory factory = transport.createRequestFactory();

  @Test
  void reply_whenSeveralAreScripted_givesThemInOrderAndRepeatsTheLast() throws IOException {
    transport.on("GET", "/a").reply(Reply.json(200, "1"), Reply.json(200, "2"));

    assertThat(get("https://h.example/a")).isEqualTo("1");
    assertThat(get("https://h.example/a?x=1")).isEqualTo("2");
    assertThat(get("https://h.example/a")).isEqualTo("2");
  }

  @Test
  void on_whenSeveralRulesMatch_theLastOneWins() throws IOException {
    transport.on("*", "/*").reply(Reply.json(200, "any"));
    ScriptedTransport.Rule special = transport.on("GET", "/a/*/c").reply(Reply.json(200, "abc"));

    assertThat(get("https://h.example/a/b/c")).isEqualTo("abc");
    assertThat(get("https://h.example/a/b")).isEqualTo("any");
    assertThat(special.answered()).isEqualTo(1);
  }

  @Test
  void request_whenNoRuleMatches_failsTheTestWithoutShowingTheQuery() {
    transport.on("POST", "/a").reply(Reply.status(200));

    assertThatThrownBy(() -> get("https://h.example/a?token=secret"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GET https://h.example/a?...")
        .hasMessageNotContaining("secret");
  }

  @Test
  void request_whenTheObjectIsReusedForAnotherUrl_isAnsweredByTheOtherUrlsRule()
      throws IOException {
    transport.on("GET", "/first").reply(Reply.json(200, "first"));
    transport.on("GET", "/second").reply(Reply.json(200, "second"));
    HttpRequest request = factory.buildGetRequest(new GenericUrl("https://h.example/first"));
    assertThat(request.execute().parseAsString()).isEqualTo("first");

    request.setUrl(new GenericUrl("https://h.example/second"));

    assertThat(request.execute().parseAsString()).isEqualTo("second");
    assertThat(transport.requests())
        .extracting(RecordedRequest::url)
        .containsExactly("https://h.example/first", "https://h.example/second");
  }

  @Test
  void requests_always_holdWhatWasSent() throws IOException {
    transport.on("POST", "/p").reply(Reply.status(204));
    HttpRequest request =
        factory.buildPostRequest(
            new GenericUrl("https://h.example:8443/p?q=1"),
            ByteArrayContent.fromString("text/plain", "hello"));
    request.getHeaders().setAuthorization("Bearer t").set("X-Two", java.util.List.of("1", "2"));
    request.setConnectTimeout(1000).setReadTimeout(2000).setWriteTimeout(3000);
    request.execute().disconnect();

    RecordedRequest sent = transport.requestsTo("/p").get(0);
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.url()).isEqualTo("https://h.example:8443/p?q=1");
    assertThat(sent.body()).isEqualTo("hello");
    assertThat(sent.header("authorization")).contains("Bearer t");
    assertThat(sent.headers().get("x-two")).containsExactly("1", "2");
    assertThat(sent.header("content-length")).contains("5");
    assertThat(sent.header("Content-Type")).contains("text/plain");
    assertThat(sent.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(sent.readTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(sent.writeTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(sent.toString()).doesNotContain("Bearer").doesNotContain("q=1");
  }

  @Test
  void reply_whenLate_waitsByTheSleeper() throws IOException {
    transport.on("GET", "/a").reply(Reply.json(200, "x").after(Duration.ofSeconds(5)));

    get("https://h.example/a");

    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void reply_whenLaterThanTheReadTimeout_timesOut() {
    transport.on("GET", "/a").reply(Reply.status(200).after(Duration.ofMinutes(5)));

    assertThatThrownBy(() -> get("https://h.example/a")).isInstanceOf(SocketTimeoutException.class);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void reply_whenAFailure_throwsIt() {
    transport.on("GET", "/a").reply(Reply.failure(new ConnectException("refused")));

    assertThatThrownBy(() -> get("https://h.example/a"))
        .isInstanceOf(ConnectException.class)
        .hasMessage("refused");
  }

  @Test
  void reply_whenCut_breaksInTheBody() throws IOException {
    transport.on("GET", "/a").reply(Reply.json(200, "{\"a\":1}").cutAfter(3));
    HttpResponse response =
        factory.buildGetRequest(new GenericUrl("https://h.example/a")).execute();

    assertThat(response.getContent().readNBytes(3)).asString().isEqualTo("{\"a");
    assertThatThrownBy(() -> response.getContent().read())
        .isInstanceOf(IOException.class)
        .hasMessage("Connection reset");
  }

  @Test
  void reply_whenAnError_reachesTheCallerWithStatusAndHeaders() {
    transport
        .on("GET", "/a")
        .reply(Reply.status(429).header("Retry-After", "7").body("text/plain", "slow down"));

    assertThatThrownBy(() -> get("https://h.example/a"))
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(429);
              assertThat(e.getHeaders().getRetryAfter()).isEqualTo("7");
              assertThat(e.getContent()).isEqualTo("slow down");
            });
  }

  @Test
  void openResponses_untilClosedOrDisconnected_countsThem() throws IOException {
    transport.on("GET", "/a").reply(Reply.json(200, "x"));
    HttpResponse response =
        factory.buildGetRequest(new GenericUrl("https://h.example/a")).execute();
    assertThat(transport.openResponses()).isEqualTo(1);

    response.disconnect();

    assertThat(transport.openResponses()).isZero();
  }

  @Test
  void replyWith_whenUsedByManyThreads_seesEveryRequestOnce() {
    ScriptedTransport.Rule rule =
        transport
            .when(request -> true)
            .replyWith(request -> Reply.json(200, request.header("X-Id").orElseThrow()));

    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              try {
                HttpRequest request =
                    factory.buildGetRequest(new GenericUrl("https://h.example/" + i));
                request.getHeaders().set("X-Id", "" + i);
                assertThat(request.execute().parseAsString()).isEqualTo("" + i);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    assertThat(rule.answered()).isEqualTo(200);
    assertThat(transport.requests()).hasSize(200);
    assertThat(transport.openResponses()).isZero();
  }

  private String get(String url) throws IOException {
    return factory.buildGetRequest(new GenericUrl(url)).execute().parseAsString();
  }
}
