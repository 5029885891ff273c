package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No credential ever reaches another server than the session's own. */
class OriginGuardTest {

  private final HttpTransport transport = HttpDefaults.standard().newTransport();
  private final AuthRuntime runtime = AuthRuntime.system();
  private RawServer stranger;

  @BeforeEach
  void start() throws IOException {
    stranger = new RawServer(RawServer.always(200, "", "gotcha"));
  }

  @AfterEach
  void stop() throws IOException {
    stranger.close();
    transport.shutdown();
    runtime.close();
  }

  @Test
  void execute_whenAddressIsElsewhere_sendsNothing() throws IOException {
    FakeSession session = new FakeSession(URI.create("https://api.example.com"));
    HttpRequest request = request(session, stranger.url("/p?token=canary"));
    request.getHeaders().setAuthorization("Bearer canary").setCookie("a=canary");

    AuthException refused = catchThrowableOfType(AuthException.class, request::execute);

    assertThat(refused.code()).isEqualTo(AuthErrorCode.ORIGIN_REFUSED);
    assertThat(refused.retryable()).isFalse();
    assertThat(refused.strategyId()).contains("fake");
    assertThat(refused)
        .hasMessageContaining("https://api.example.com")
        .hasMessageNotContaining("canary");
    assertThat(request.getHeaders().getAuthorization()).isNull();
    assertThat(request.getHeaders().getCookie()).isNull();
    assertThat(stranger.requests()).isEmpty();
    assertThat(session.signed).isEmpty();
  }

  @Test
  void execute_whenSchemePortOrUserPartDiffers_isRefused() throws IOException {
    FakeSession session = new FakeSession(URI.create("https://localhost"));
    String port = stranger.url("").substring("http://localhost".length());
    for (String url :
        new String[] {
          "http://localhost/p",
          "https://localhost" + port + "/p",
          "https://localhost.example.com/p",
          "https://localhost@stranger" + port + "/p",
          "https://stranger/localhost",
        }) {
      AuthException refused =
          catchThrowableOfType(AuthException.class, () -> request(session, url).execute());
      assertThat(refused.code()).as(url).isEqualTo(AuthErrorCode.ORIGIN_REFUSED);
    }
    assertThat(session.signed).isEmpty();
  }

  @Test
  void execute_whenRedirectedElsewhere_doesNotFollow() throws IOException {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      try (RawServer server = redirecting(status)) {
        HttpResponseException answer =
            catchThrowableOfType(
                HttpResponseException.class,
                () -> request(session(server), server.url("/p")).execute());

        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
      }
    }
    assertThat(stranger.requests()).isEmpty();
  }

  @Test
  void execute_whenCallerTurnsRedirectsOn_refusesToGoElsewhere() throws IOException {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      try (RawServer server = redirecting(status)) {
        FakeSession session = session(server);
        session.decoration =
            tag ->
                RequestAuthorization.builder(tag)
                    .header("Authorization", "Bearer canary")
                    .header("Cookie", "a=canary")
                    .header("X-Own", "canary")
                    .queryParameter("oauth_token", "canary")
                    .build();
        HttpRequest request = request(session, server.url("/p"));
        request.setFollowRedirects(true);

        AuthException refused = catchThrowableOfType(AuthException.class, request::execute);

        assertThat(refused.code()).isEqualTo(AuthErrorCode.ORIGIN_REFUSED);
        assertThat(request.getHeaders().toString()).doesNotContain("canary");
        assertThat(request.getUrl().build()).doesNotContain("canary");
      }
    }
    assertThat(stranger.requests()).isEmpty();
  }

  @Test
  void execute_whenCallerTurnsRedirectsOnAndServerIsTheSame_signsAnew() throws IOException {
    try (RawServer server =
        new RawServer(
            (request, out) ->
                out.write(
                    request.target().equals("/old")
                        ? RawServer.response(302, "Location: /new?a=1\r\n", "")
                        : RawServer.response(200, "", "here")))) {
      FakeSession session = session(server);
      HttpRequest request = request(session, server.url("/old"));
      request.setFollowRedirects(true);

      assertThat(request.execute().parseAsString()).isEqualTo("here");
      assertThat(session.signed)
          .extracting(signed -> signed.uri().getPath())
          .containsExactly("/old", "/new");
    }
  }

  private RawServer redirecting(int status) throws IOException {
    return new RawServer(
        RawServer.always(status, "Location: " + stranger.url("/steal") + "\r\n", ""));
  }

  private static FakeSession session(RawServer server) {
    return new FakeSession(server.uri("/"));
  }

  private HttpRequest request(FakeSession session, String url) throws IOException {
    return transport
        .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
        .buildGetRequest(new GenericUrl(url));
  }
}
