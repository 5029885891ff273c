package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.TokenEndpoint;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import java.io.IOException;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that logs everything it can still logs no secret. */
class QuietLogTest {

  private final StringBuffer log = new StringBuffer();
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          log.append(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(Level.ALL);
  }

  @AfterEach
  void stop() {
    root.removeHandler(handler);
    root.setLevel(before);
  }

  @Test
  void execute_whenEverythingIsLogged_showsNoHeaderBodyOrQuery() throws IOException {
    HttpTransport transport = HttpDefaults.standard().newTransport();
    try (AuthRuntime runtime = AuthRuntime.system();
        RawServer server =
            new RawServer(
                RawServer.always(
                    200, "X-Answer: canary-1\r\nSet-Cookie: a=canary-2\r\n", "canary-3"))) {
      FakeSession session = new FakeSession(server.uri("/"));
      session.decoration =
          tag ->
              RequestAuthorization.builder(tag)
                  .header("Authorization", "Bearer canary-4")
                  .header("Cookie", "canary-5")
                  .queryParameter("oauth_token", "canary-6")
                  .build();
      transport
          .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
          .buildPostRequest(
              new GenericUrl(server.url("/p?a=canary-7")),
              ByteArrayContent.fromString("text/plain", "canary-8"))
          .execute()
          .parseAsString();
      new TokenEndpoint(
              "access token", server.uri("/t?b=canary-9"), transport, HttpDefaults.standard())
          .post(Map.of("Authorization", "canary-10"), "text/plain", "canary-11");

      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(0).target()).contains("canary-6").contains("canary-7");
    } finally {
      transport.shutdown();
    }
    assertThat(log.toString()).contains("org.apache.hc").doesNotContain("canary");
  }
}
