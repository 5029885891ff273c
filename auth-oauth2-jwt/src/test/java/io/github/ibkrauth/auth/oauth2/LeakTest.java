package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.auth.testkit.RecordedRequest;
import io.github.ibkrauth.auth.testkit.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plants secrets everywhere and looks for them in everything that comes out. */
class LeakTest {

  private static final String TRADE = "/v1/api/x";

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  private final Bench bench = new Bench();

  LeakTest() {
    leaks.canary(TestKeys.pem());
    bench.set("credential", leaks.canary("canary-user-name"));
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .replyWith(request -> token("canary-access-token-"));
    bench.transport.on("POST", Bench.SSO_PATH).replyWith(request -> token("canary-sso-token-"));
  }

  @Test
  void wholeLife_ofASession_letsNothingOut() {
    AuthStrategy strategy =
        new OAuth2JwtProvider().create(leaks.scan(bench.config()), bench.runtime.build());
    AuthSession session = leaks.scan(strategy).open();
    leaks.scan(session);
    leaks.scan(session.signer());
    leaks.scan(Bench.authorize(session, TRADE));
    leaks.scan(Bench.authorize(session, TRADE).credentialTag());
    for (int i = 0; i < 3; i++) {
      session.recover(Bench.refused(leaks.scan(Bench.authorize(session, TRADE)), TRADE));
    }
    leaks.scan(session.bodySigner().orElseThrow());
    leaks.scan(
        catchThrowable(() -> session.bodySigner().orElseThrow().sign("canary-access-token-1")));
    session.close();
    leaks.scan(catchThrowable(() -> Bench.authorize(session, TRADE)));
    leaks.scan(bench.listener.events());
    plantSigned();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 429, 500})
  void open_whenTheServerRepeatsEverything_letsNothingOut(int status) {
    for (String path : List.of(Bench.SSO_PATH, Bench.TOKEN_PATH)) {
      for (String type : List.of("application/json", "text/html", "text/plain")) {
        bench.transport.on("POST", path).replyWith(request -> echo(status, type, request));

        leaks.scan(catchThrowable(bench::open));
      }
    }
    leaks.scan(bench.listener.events());
    plantSigned();
  }

  @Test
  void check_ofAWorkingAndOfABrokenLogin_letsNothingOut() {
    leaks.scan(OAuth2JwtCheck.run(bench.config(), bench.runtime.build()));
    bench.transport.on("POST", Bench.SSO_PATH).replyWith(r -> echo(400, "application/json", r));
    leaks.scan(OAuth2JwtCheck.run(bench.config(), bench.runtime.build()));
    bench.set("private-key", leaks.canary("canary-no-key-at-all"));
    leaks.scan(OAuth2JwtCheck.run(bench.config(), bench.runtime.build()));
    leaks.scan(bench.listener.events());
    plantSigned();
  }

  @Test
  void toString_ofEveryInnerValue_letsNothingOut() {
    String token = leaks.canary("canary-inner-token");
    leaks.scan(BearerToken.builder(BearerToken.Kind.SSO, "s", token, Bench.START).build());
    leaks.scan(new SettingsReader(bench.config(), bench.runtime.build()).read());
    bench.transport.on("POST", Bench.TOKEN_PATH).reply(Reply.status(200).body("text/plain", token));
    try (GoogleWire wire = GoogleWire.open(bench.config(), bench.runtime.build())) {
      URI uri = URI.create(Bench.BASE + Bench.TOKEN_PATH);
      LoginReply reply = wire.postForm(Step.ACCESS_TOKEN, uri, Map.of("a", "b"));
      assertThat(reply.text()).isEqualTo(token);
      leaks.scan(reply);
      leaks.scan(reply.exchange());
      leaks.scan(Complaint.of(reply, List.of(token)));
    }
  }

  /** Makes every assertion and signed request that was sent a canary. */
  private void plantSigned() {
    for (RecordedRequest request : bench.transport.requests()) {
      String body = request.body();
      leaks.canary(
          body.contains("client_assertion=")
              ? body.replaceFirst(".*client_assertion=([^&]*).*", "$1")
              : body);
    }
  }

  private Reply token(String prefix) {
    String token = leaks.canary(prefix + bench.accessTokens.incrementAndGet());
    return Reply.json(200, "{\"access_token\":\"" + token + "\",\"expires_in\":86399}");
  }

  private static Reply echo(int status, String type, RecordedRequest request) {
    // Only step 2 tells the server the user's name.
    String user = request.path().equals(Bench.SSO_PATH) ? " canary-user-name " : " ";
    String sent = request.header("Authorization").orElse("none") + user + request.body();
    return switch (type) {
      case "application/json" ->
          Reply.json(
              status,
              "{\"title\":\"Bad\",\"detail\":\""
                  + sent
                  + "\",\"invalidArguments\":[{\"field\":\"x\",\"description\":\""
                  + sent
                  + "\"}]}");
      case "text/html" ->
          Reply.status(status).body(type, "<html><title>" + sent + "</title>" + sent + "</html>");
      default -> Reply.status(status).body(type, Map.of("sent", sent).toString());
    };
  }
}
