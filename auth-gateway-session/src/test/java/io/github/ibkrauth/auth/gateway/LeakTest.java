package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.auth.testkit.Reply;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plants cookies and session ids everywhere and looks for them in everything that comes out. */
class LeakTest {

  private static final String SESSION = "feedface0123456789abcdef01234567";
  private static final String COOKIE = "canary-cookie-of-the-gateway";
  private static final String BODY =
      "{\"session\":\"" + SESSION + "\",\"iserver\":{\"authStatus\":{\"authenticated\":true}}}";

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  private final Bench bench = new Bench();

  LeakTest() {
    leaks.canary(SESSION);
    leaks.canary(COOKIE);
    bench.set("certificate-file-password", leaks.canary("canary-password"));
    bench.set("logout-on-close", "true");
  }

  @Test
  void wholeLife_ofASession_letsNothingOut() {
    leaks.scan(catchThrowable(bench::open));
    bench.set("certificate-file-password", "");
    bench.tickles(withCookie(200, BODY));
    AuthStrategy strategy =
        new GatewaySessionProvider().create(leaks.scan(bench.config()), bench.runtime);
    AuthSession session = leaks.scan(strategy).open();
    leaks.scan(session);
    leaks.scan(session.signer());
    leaks.scan(session.keepAlive());
    leaks.scan(session.keepAlive().orElseThrow().beat());
    assertThat(leaks.scan(Bench.authorize(session)).headers().get("Cookie")).contains(COOKIE);
    leaks.scan(Bench.authorize(session).credentialTag());
    session.recover(Bench.refused(Bench.authorize(session).credentialTag()));
    bench.tickles(withCookie(401, BODY));
    leaks.scan(session.keepAlive().orElseThrow().beat());
    leaks.scan(catchThrowable(() -> Bench.authorize(session)));
    session.close();
    leaks.scan(catchThrowable(() -> Bench.authorize(session)));
    leaks.scan(bench.listener.events());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 405, 429, 500})
  void open_whenTheServerRepeatsEverything_letsNothingOut(int status) {
    bench.set("certificate-file-password", "");
    for (Reply reply :
        new Reply[] {
          withCookie(status, BODY),
          withCookie(status, "{\"error\":\"session " + SESSION + " is over\"}"),
          withCookie(
              status, "{\"session\":\"" + SESSION + "\",\"error\":\"token=" + SESSION + "\"}"),
          Reply.status(status)
              .header("Location", "https://elsewhere.example/x?session=" + SESSION)
              .body("text/html", "<html><title>" + SESSION + "</title>" + SESSION + "</html>"),
          Reply.status(status).body("text/plain", SESSION),
        }) {
      bench.tickles(reply);
      leaks.scan(catchThrowable(bench::open));
      leaks.scan(bench.calls().ask(GatewayCall.TICKLE));
      leaks.scan(bench.calls().tickle());
      leaks.scan(GatewayCheck.run(bench.config(), bench.runtime));
    }
    leaks.scan(bench.listener.events());
  }

  @Test
  void toString_ofEveryInnerValue_letsNothingOut() {
    bench.set("certificate-file-password", "");
    bench.tickles(withCookie(200, BODY));
    CookieJar jar = new CookieJar(URI.create(Bench.BASE), bench.time);
    jar.take(List.of("GW=" + COOKIE), URI.create(Bench.BASE + "/"));
    assertThat(jar.header("/").orElseThrow()).contains(COOKIE);
    leaks.scan(jar);
    GatewayReply reply = bench.calls().tickle();
    assertThat(reply.body()).contains(SESSION);
    leaks.scan(reply);
    leaks.scan(bench.calls());
    leaks.scan(GatewaySettings.from(bench.config()));
  }

  private static Reply withCookie(int status, String body) {
    return Reply.json(status, body).header("Set-Cookie", "GW=" + COOKIE + "; Path=/");
  }
}
