package io.github.ibkrauth.auth.googlehttp;

import static io.github.ibkrauth.auth.googlehttp.RawServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.InputStreamContent;
import com.google.api.client.util.BackOff;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthRequestInitializerTest {

  private final HttpTransport transport = HttpDefaults.standard().newTransport();
  private final List<AuthEvent> events = new ArrayList<>();
  private final AuthRuntime runtime = AuthRuntime.builder().listener(events::add).build();

  @AfterEach
  void shutDown() throws IOException {
    transport.shutdown();
    runtime.close();
  }

  /** Takes the token named, refuses all others. */
  private static RawServer.Script taking(String token) {
    return (request, out) ->
        out.write(
            request.header("Authorization").equals("Bearer " + token)
                ? response(200, "", "fine")
                : response(
                    401,
                    "Date: Tue, 03 Mar 2026 10:15:30 GMT\r\nWWW-Authenticate: Bearer\r\n",
                    "{\"error\":\"expired\"}"));
  }

  @Test
  void execute_whenTokenIsGood_signsOnceWithTheWireAddress() throws IOException {
    try (RawServer server = new RawServer(taking("t1"))) {
      FakeSession session = session(server);

      assertThat(get(session, server.url("/p?a=1")).execute().parseAsString()).isEqualTo("fine");

      SignableRequest signed = session.signed.get(0);
      assertThat(signed.uri()).isEqualTo(server.uri("/p?a=1"));
      assertThat(signed.method()).isEqualTo("GET");
      assertThat(signed.attempt()).isEqualTo(1);
      assertThat(signed.headers()).containsEntry("accept", List.of("*/*"));
      assertThat(signed.headers()).containsKey("User-Agent").doesNotContainKey("Authorization");
      assertThat(signed.formParameters()).isEmpty();
      assertThat(events).isEmpty();
    }
  }

  @Test
  void execute_when401_recoversOnceAndSendsAgainWithANewToken() throws IOException {
    try (RawServer server = new RawServer(taking("t2"))) {
      FakeSession session = session(server);

      HttpResponse answer = get(session, server.url("/p?secret=1")).execute();

      assertThat(answer.parseAsString()).isEqualTo("fine");
      assertThat(server.requests())
          .extracting(request -> request.header("Authorization"))
          .containsExactly("Bearer t1", "Bearer t2");
      assertThat(session.signed).extracting(SignableRequest::attempt).containsExactly(1, 2);
      AuthChallenge challenge = session.challenges.get(0);
      assertThat(session.challenges).hasSize(1);
      assertThat(challenge.status()).isEqualTo(401);
      assertThat(challenge.credentialTag()).isEqualTo("t1");
      assertThat(challenge.body()).isEqualTo("{\"error\":\"expired\"}");
      assertThat(challenge.serverDate()).contains(Instant.parse("2026-03-03T10:15:30Z"));
      assertThat(challenge.headers()).containsEntry("www-authenticate", List.of("Bearer"));
      assertThat(challenge.request()).isSameAs(session.signed.get(0));
      assertThat(events).hasSize(2);
      assertThat(events.get(0))
          .isInstanceOfSatisfying(
              AuthEvent.RequestChallenged.class,
              event -> {
                assertThat(event.path()).isEqualTo("/p");
                assertThat(event.status()).isEqualTo(401);
                assertThat(event.strategyId()).isEqualTo("fake");
              });
      assertThat(events.get(1))
          .isInstanceOfSatisfying(
              AuthEvent.RecoveryDecided.class,
              event -> assertThat(event.recovery()).isEqualTo(Recovery.RETRY));
    }
  }

  @Test
  void execute_when401Persists_makesExactlyTwoAttempts() throws IOException {
    try (RawServer server = new RawServer(taking("none"))) {
      FakeSession session = session(server);

      HttpResponseException failure =
          catchThrowableOfType(
              HttpResponseException.class, () -> get(session, server.url("/")).execute());

      assertThat(failure.getStatusCode()).isEqualTo(401);
      assertThat(failure.getContent()).isEqualTo("{\"error\":\"expired\"}");
      assertThat(server.requests()).hasSize(2);
      assertThat(session.challenges).hasSize(1);
    }
  }

  @Test
  void execute_whenSessionGivesUp_sendsOnceAndLeavesTheBodyToTheCaller() throws IOException {
    try (RawServer server = new RawServer(taking("none"))) {
      FakeSession session = session(server);
      session.answer = Recovery.GIVE_UP;

      HttpResponseException failure =
          catchThrowableOfType(
              HttpResponseException.class, () -> get(session, server.url("/")).execute());

      assertThat(failure.getContent()).isEqualTo("{\"error\":\"expired\"}");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void execute_whenOrderIsRefused_recoversButNeverSendsItAgain() throws IOException {
    try (RawServer server = new RawServer(taking("t2"))) {
      FakeSession session = session(server);

      assertThatThrownBy(() -> post(session, server.url("/orders"), "{\"quantity\":1}").execute())
          .isInstanceOf(HttpResponseException.class);

      assertThat(server.requests()).hasSize(1);
      assertThat(session.challenges).hasSize(1);
      assertThat(post(session, server.url("/orders"), "{}").execute().parseAsString())
          .isEqualTo("fine");
    }
  }

  @Test
  void execute_whenPostIsDeclaredResendable_sendsItAgain() throws IOException {
    try (RawServer server = new RawServer(taking("t2"))) {
      FakeSession session = session(server);
      AuthRequestInitializer initializer =
          AuthRequestInitializer.builder(session, runtime)
              .resendable(request -> request.getUrl().getRawPath().equals("/tickle"))
              .build();

      HttpResponse answer =
          transport
              .createRequestFactory(initializer)
              .buildPostRequest(new GenericUrl(server.url("/tickle")), json("{\"a\":1}"))
              .execute();

      assertThat(answer.parseAsString()).isEqualTo("fine");
      assertThat(server.requests())
          .extracting(RawServer.Received::body)
          .containsExactly("{\"a\":1}", "{\"a\":1}");
    }
  }

  @Test
  void execute_whenBodyCannotBeRepeated_recoversWithoutSendingAgain() throws IOException {
    try (RawServer server = new RawServer(taking("t2"))) {
      FakeSession session = session(server);
      AuthRequestInitializer initializer =
          AuthRequestInitializer.builder(session, runtime).resendable(request -> true).build();
      HttpContent once =
          new InputStreamContent(
              "text/plain", new ByteArrayInputStream("once".getBytes(StandardCharsets.US_ASCII)));

      assertThatThrownBy(
              () ->
                  transport
                      .createRequestFactory(initializer)
                      .buildPutRequest(new GenericUrl(server.url("/")), once)
                      .execute())
          .isInstanceOf(HttpResponseException.class);

      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).header("Content-Length")).isEqualTo("4");
      assertThat(session.challenges).hasSize(1);
    }
  }

  @Test
  void execute_whenSignerThrows_sendsNothingAndPassesItOn() throws IOException {
    try (RawServer server = new RawServer(taking("t1"))) {
      FakeSession session = session(server);
      SessionLostException lost =
          new SessionLostException(
              Details.of(AuthErrorCode.SESSION_LOST, "closed"), SessionLostException.Reason.CLOSED);
      session.decoration =
          tag -> {
            throw lost;
          };

      assertThatThrownBy(() -> get(session, server.url("/")).execute()).isSameAs(lost);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void execute_when503_leavesItToTheHandlerThatWasThere() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (RawServer server =
        new RawServer(
            (request, out) ->
                out.write(response(calls.incrementAndGet() < 3 ? 503 : 200, "", "later")))) {
      FakeSession session = session(server);
      AuthRequestInitializer initializer =
          AuthRequestInitializer.builder(session, runtime)
              .next(
                  request ->
                      request.setUnsuccessfulResponseHandler(
                          new HttpBackOffUnsuccessfulResponseHandler(BackOff.ZERO_BACKOFF)))
              .build();

      assertThat(
              transport
                  .createRequestFactory(initializer)
                  .buildGetRequest(new GenericUrl(server.url("/")))
                  .execute()
                  .getStatusCode())
          .isEqualTo(200);
      assertThat(calls).hasValue(3);
      assertThat(session.signed).extracting(SignableRequest::attempt).containsExactly(1, 2, 3);
    }
  }

  @Test
  void execute_whenHandlerIsSetAfterwards_bothWork() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (RawServer server =
        new RawServer(
            (request, out) -> {
              if (calls.incrementAndGet() == 1) {
                out.write(response(503, "", ""));
              } else {
                taking("t2").answer(request, out);
              }
            })) {
      FakeSession session = session(server);
      HttpRequest request = get(session, server.url("/"));
      request.setUnsuccessfulResponseHandler(
          new HttpBackOffUnsuccessfulResponseHandler(BackOff.ZERO_BACKOFF));

      assertThat(request.execute().getStatusCode()).isEqualTo(200);
      assertThat(server.requests())
          .extracting(r -> r.header("Authorization"))
          .containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
    }
  }

  @Test
  @SuppressWarnings("deprecation")
  void execute_whenEverythingWantsToRepeatAnOrder_itIsSentOnce() throws IOException {
    AtomicInteger seen = new AtomicInteger();
    for (int status : new int[] {0, 307, 308, 401, 500, 503}) {
      try (RawServer server =
          new RawServer(
              (request, out) -> {
                if (status == 0) {
                  throw new IOException("cut");
                }
                out.write(response(status, "Location: /orders\r\n", ""));
              })) {
        HttpRequest order = post(session(server), server.url("/orders"), "{}");
        order.setNumberOfRetries(5);
        order.setFollowRedirects(true);
        order.setRetryOnExecuteIOException(true);
        order.setUnsuccessfulResponseHandler(
            (request, answer, supportsRetry) -> {
              seen.incrementAndGet();
              return true;
            });
        order.setIOExceptionHandler(
            (request, supportsRetry) -> {
              seen.incrementAndGet();
              return true;
            });

        assertThatThrownBy(order::execute).isInstanceOf(IOException.class);
        assertThat(server.requests()).as("status %s", status).hasSize(1);
      }
    }
    assertThat(seen).hasValue(6);
  }

  @Test
  void execute_whenInterceptorWasReplaced_says401WasToBeExpected() throws IOException {
    try (RawServer server = new RawServer(taking("t1"))) {
      HttpRequest request = get(session(server), server.url("/"));
      request.setInterceptor(any -> {});

      assertThatThrownBy(request::execute)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("next(");
    }
  }

  @Test
  void execute_whenNextSetsThings_theyRunBeforeTheSignature() throws IOException {
    try (RawServer server = new RawServer(taking("t1"))) {
      FakeSession session = session(server);
      AuthRequestInitializer initializer =
          AuthRequestInitializer.builder(session, runtime)
              .next(
                  request -> {
                    request.setReadTimeout(1234);
                    request.getHeaders().setUserAgent("mine/1");
                    request.setInterceptor(r -> r.getUrl().set("added", "by,next"));
                  })
              .build();
      HttpRequest request =
          transport
              .createRequestFactory(initializer)
              .buildGetRequest(new GenericUrl(server.url("/p")));

      request.execute().disconnect();

      assertThat(request.getReadTimeout()).isEqualTo(1234);
      assertThat(request.getWriteTimeout()).isEqualTo(30_000);
      assertThat(server.requests().get(0).header("User-Agent")).isEqualTo("mine/1");
      assertThat(session.signed.get(0).uri().getRawQuery()).isEqualTo("added=by,next");
      assertThat(server.requests().get(0).target()).isEqualTo("/p?added=by,next");
    }
  }

  @Test
  void execute_whenFormIsPosted_signsThePairsThatAreSent() throws IOException {
    try (RawServer server = new RawServer(taking("t1"))) {
      FakeSession session = session(server);
      ByteArrayContent form =
          new ByteArrayContent(
              "application/x-www-form-urlencoded; charset=UTF-8",
              "b=2&a=x%2Cy+z&b=1&empty=&bare&eq=a%3D=b".getBytes(StandardCharsets.US_ASCII));

      transport
          .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
          .buildPostRequest(new GenericUrl(server.url("/f")), form)
          .execute()
          .disconnect();

      assertThat(session.signed.get(0).formParameters())
          .containsExactly(
              Map.entry("b", "2"),
              Map.entry("a", "x%2Cy+z"),
              Map.entry("b", "1"),
              Map.entry("empty", ""),
              Map.entry("bare", ""),
              Map.entry("eq", "a%3D=b"));
      assertThat(session.signed.get(0).headers())
          .containsEntry(
              "content-type", List.of("application/x-www-form-urlencoded; charset=UTF-8"));
      assertThat(server.requests().get(0).body())
          .isEqualTo("b=2&a=x%2Cy+z&b=1&empty=&bare&eq=a%3D=b");
    }
  }

  @Test
  void execute_whenAuthorizationIsAQuery_addsItAnewForEachAttempt() throws IOException {
    for (boolean verbatim : new boolean[] {false, true}) {
      AtomicInteger calls = new AtomicInteger();
      try (RawServer server =
          new RawServer(
              (request, out) ->
                  out.write(response(calls.incrementAndGet() == 1 ? 401 : 200, "", "")))) {
        FakeSession session = session(server);
        session.decoration =
            tag ->
                RequestAuthorization.builder(tag)
                    .queryParameter("oauth_token", tag + "+/=&ü")
                    .header("X-" + tag, tag)
                    .build();
        HttpRequest request =
            transport
                .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
                .buildGetRequest(new GenericUrl(server.url("/p?a=b"), verbatim));

        request.execute().disconnect();

        assertThat(session.signed)
            .extracting(signed -> signed.uri().getRawQuery())
            .containsExactly("a=b", "a=b");
        assertThat(server.requests().get(1).target()).startsWith("/p?a=b&oauth_token=t2%2B");
        assertThat(new GenericUrl(server.url(server.requests().get(1).target())))
            .containsEntry("oauth_token", List.of("t2+/=&ü"));
        assertThat(server.requests().get(1).headers()).containsKey("x-t2");
        assertThat(server.requests().get(1).headers()).doesNotContainKey("x-t1");
      }
    }
  }

  @Test
  void execute_whenAddressHasTheParameterAlready_isRefused() throws IOException {
    try (RawServer server = new RawServer(taking("t1"))) {
      FakeSession session = session(server);
      session.decoration =
          tag -> RequestAuthorization.builder(tag).queryParameter("oauth_token", tag).build();

      assertThatThrownBy(() -> get(session, server.url("/p?oauth_token=x")).execute())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("oauth_token");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void execute_whenAHeaderHasALineBreak_isRefusedWithoutItsValue() throws IOException {
    try (RawServer server = new RawServer(taking("t1"))) {
      FakeSession session = session(server);
      HttpRequest request = get(session, server.url("/"));
      request.getHeaders().set("X-Mine", "canary\r\nX-Other: 1");
      assertThatThrownBy(request::execute)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("x-mine")
          .hasMessageNotContaining("canary");

      session.decoration =
          tag -> RequestAuthorization.ofHeader("Cookie", "canary\nSet-Cookie: 1", tag);
      assertThatThrownBy(() -> get(session, server.url("/")).execute())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Cookie")
          .hasMessageNotContaining("canary");

      session.decoration = tag -> RequestAuthorization.ofHeader("Bad\r\nName", "x", tag);
      assertThatThrownBy(() -> get(session, server.url("/")).execute())
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void execute_whenChallengesBodyIsLong_keepsItsBeginning() throws IOException {
    String body = "x".repeat(50_000);
    try (RawServer server = new RawServer(RawServer.always(401, "", body))) {
      FakeSession session = session(server);
      session.answer = Recovery.GIVE_UP;

      HttpResponseException failure =
          catchThrowableOfType(
              HttpResponseException.class, () -> get(session, server.url("/")).execute());

      assertThat(session.challenges.get(0).body()).hasSize(8 * 1024);
      assertThat(failure.getContent()).isEqualTo(body);
    }
  }

  private static FakeSession session(RawServer server) {
    return new FakeSession(server.uri("/"));
  }

  private HttpRequest get(FakeSession session, String url) throws IOException {
    return transport
        .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
        .buildGetRequest(new GenericUrl(url));
  }

  private HttpRequest post(FakeSession session, String url, String body) throws IOException {
    return transport
        .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
        .buildPostRequest(new GenericUrl(url), json(body));
  }

  private static HttpContent json(String body) {
    return ByteArrayContent.fromString("application/json", body);
  }
}
