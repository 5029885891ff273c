package io.github.ibkrauth.auth.googlehttp;

import static io.github.ibkrauth.auth.googlehttp.RawServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that finds out, after a refusal, why no request can work now. */
class FailedRecoveryTest {

  private final HttpTransport transport = HttpDefaults.standard().newTransport();
  private final List<AuthEvent> events = new ArrayList<>();
  private final AuthRuntime runtime = AuthRuntime.builder().listener(events::add).build();

  @AfterEach
  void shutDown() throws IOException {
    transport.shutdown();
    runtime.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void execute_whenRecoveryThrows_failsWithItInPlaceOfTheRefusal(String method) throws IOException {
    try (RawServer server =
        new RawServer((request, out) -> out.write(response(401, "", "no session")))) {
      AwaitingSession session = new AwaitingSession(server.uri("/"));

      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> send(session, method, server.url("/orders")))
            .isInstanceOfSatisfying(
                InteractionRequiredException.class,
                thrown -> assertThat(thrown.uri()).hasToString("https://localhost:5000/sso"));
      }

      assertThat(server.requests()).as("each was sent once").hasSize(3);
      assertThat(events)
          .filteredOn(AuthEvent.RecoveryDecided.class::isInstance)
          .hasSize(3)
          .allSatisfy(
              event ->
                  assertThat(((AuthEvent.RecoveryDecided) event).recovery())
                      .isEqualTo(Recovery.GIVE_UP));
    }
  }

  private void send(AwaitingSession session, String method, String url) throws IOException {
    transport
        .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
        .buildRequest(method, new GenericUrl(url), method.equals("GET") ? null : new EmptyContent())
        .execute();
  }

  private static final class AwaitingSession extends FakeSession {

    AwaitingSession(URI base) {
      super(base);
    }

    @Override
    public Recovery recover(AuthChallenge challenge) {
      throw new InteractionRequiredException(
          Details.of(AuthErrorCode.INTERACTION_REQUIRED, "Nobody is logged in."),
          URI.create("https://localhost:5000/sso"),
          "Log in there.");
    }
  }
}
