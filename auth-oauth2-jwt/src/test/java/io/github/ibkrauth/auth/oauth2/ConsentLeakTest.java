package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectRequest;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a server repeats, no code, verifier, token or secret comes out in words. */
class ConsentLeakTest {

  private static final List<String> SECRET_FIELDS =
      List.of("code=", "code_verifier=", "refresh_token=", "client_assertion=", "client_secret=");

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  private final ConsentBench bench = new ConsentBench();
  private final StubAuthorizationServer server = bench.server;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void wholeLife_ofAConnection_letsNothingOut() {
    try (ConnectFlow flow = leaks.scan(bench.flow())) {
      ConnectRequest request = leaks.scan(flow.begin("ann"));
      leaks.canary(request.authorizeUri().getRawQuery().replaceFirst(".*state=([^&]+).*", "$1"));
      String query = server.agree(request.authorizeUri());
      Connection connection = leaks.scan(flow.complete("ann", query));
      leaks.scan(catchThrowable(() -> flow.complete("ann", query)));
      AuthSession session = leaks.scan(bench.open(connection));
      leaks.canary(ConsentBench.bearer(session));
      leaks.scan(session.signer().authorize(ConsentBench.request()));
      leaks.scan(session.signer().authorize(ConsentBench.request()).credentialTag());
      bench.time.advance(Duration.ofHours(2));
      leaks.canary(ConsentBench.bearer(session));
      server.sentRefreshTokens.forEach(leaks::canary);
      server.revokeAll();
      bench.time.advance(Duration.ofHours(2));
      leaks.scan(catchThrowable(() -> ConsentBench.bearer(session)));
      leaks.scan(catchThrowable(() -> flow.disconnect("ann")));
    }
    leaks.scan(bench.listener.events());
  }

  @ParameterizedTest
  @CsvSource({
    "private-key-jwt, 400, invalid_grant",
    "private-key-jwt, 400, invalid_client",
    "private-key-jwt, 401, invalid_client",
    "private-key-jwt, 403, access_denied",
    "private-key-jwt, 500, server_error",
    "client-secret-post, 400, invalid_grant",
    "client-secret-post, 401, invalid_client",
    "client-secret-post, 400, invalid_request",
    "client-secret-basic, 401, invalid_client",
    "client-secret-basic, 500, server_error",
  })
  void failures_whenTheServerRepeatsEverything_letNothingOut(String way, int status, String error) {
    if (!way.equals("private-key-jwt")) {
      bench.remove("private-key").set("client-auth", way);
      bench.set("client-secret", StubAuthorizationServer.SECRET);
      leaks.canary(StubAuthorizationServer.SECRET);
      leaks.canary("YXBwOnMzY3JldCUzQSt3aXRoJTJGb2RkJTJCY2hhcmFjdGVycw==");
    }
    Connection connection = bench.connect("ann");
    server.repeatsRequests = true;
    server.errorCode = error;
    server.troubles.put("/token", status);
    server.troubles.put("/revoke", status);
    server.troubles.put("/par", status);
    bench.time.advance(Duration.ofHours(2));

    Throwable connecting = catchThrowable(() -> bench.connect("bob"));
    Throwable renewing = catchThrowable(() -> bench.open(connection));
    server.troubles.remove("/token");
    bench.connect("ann");
    Throwable revoking = catchThrowable(() -> bench.disconnect("ann"));
    bench.set("par-url", server.issuer() + "/par");
    Throwable pushing = catchThrowable(() -> bench.connect("cid"));

    assertThat(server.bodies).hasSizeGreaterThanOrEqualTo(3);
    for (String body : server.bodies) {
      for (String pair : body.split("&")) {
        if (SECRET_FIELDS.stream().anyMatch(pair::startsWith)) {
          String value = pair.substring(pair.indexOf('=') + 1);
          leaks.canary(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
      }
    }
    for (Throwable failure : List.of(connecting, renewing, revoking, pushing)) {
      assertThat(failure).isNotNull();
      leaks.scan(failure);
    }
    leaks.scan(bench.listener.events());
  }
}
