package io.github.ibkrauth.auth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.spi.KeepAlive;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for an open session used by one thread. */
abstract class SessionContract extends SettingsContract {

  @Test
  void open_withValidSettings_givesAUsableSession() throws Exception {
    AuthSession session = open();

    assertEquals(provider().id(), session.strategyId());
    assertEquals(SessionState.OPEN, session.state());
    assertEquals(200, call(session));
  }

  @Test
  void open_whenCalledTwice_givesIndependentSessions() throws Exception {
    AuthStrategy strategy = strategy();
    AuthSession first = open(strategy);
    AuthSession second = open(strategy);
    assertEquals(200, call(first));
    assertEquals(200, call(second));

    first.close();

    assertEquals(SessionState.CLOSED, first.state());
    assertEquals(SessionState.OPEN, second.state());
    assertEquals(200, call(second), "closing one session must not harm another");
  }

  @Test
  void origins_always_holdTheBaseAddressAndAreReadOnly() {
    AuthSession session = open();
    Set<Origin> origins = session.origins();

    assertFalse(origins.isEmpty());
    assertTrue(
        origins.contains(Origin.of(session.baseUri())),
        session.baseUri() + " is not within " + origins);
    assertTrue(origins.contains(Origin.of(resource())), resource() + " is not within " + origins);
    assertThrows(
        UnsupportedOperationException.class,
        () -> origins.add(Origin.of(URI.create("https://outside.invalid"))));
  }

  @Test
  void signer_forAnotherOrigin_refuses() {
    AuthSession session = open();
    URI inside = resource();
    String host = inside.getHost();
    int port = Origin.of(inside).port();
    String other = inside.getScheme().equals("https") ? "http" : "https";
    List<String> outside =
        List.of(
            inside.getScheme() + "://outside.invalid:" + port + "/",
            inside.getScheme() + "://" + host + ".outside.invalid:" + port + "/",
            inside.getScheme() + "://" + host + "@outside.invalid:" + port + "/",
            inside.getScheme() + "://" + host + ":" + (port == 1 ? 2 : port - 1) + "/",
            other + "://" + host + ":" + port + "/",
            (other.equals("http") ? "ws" : "wss") + "://" + host + ":" + port + "/");
    for (String address : outside) {
      URI uri = URI.create(address);
      if (!session.origins().contains(Origin.of(uri))) {
        assertNotSigned(session, SignableRequest.builder("GET", uri).build());
      }
    }
  }

  @Test
  void signer_whenASignatureCoversTheRequest_signsEachAttemptAnew() {
    assumeTrue(
        strategy().capabilities().contains(Capability.SIGNS_URL),
        "the strategy does not sign addresses");
    AuthSession session = open();

    RequestAuthorization first = authorize(session);
    RequestAuthorization second = authorize(session);

    assertFalse(
        first.headers().equals(second.headers())
            && first.queryParameters().equals(second.queryParameters()),
        "a signature was used twice");
    assertEquals(first.credentialTag(), second.credentialTag(), "the credential is the same");
  }

  @Test
  void signer_withACredentialAtHand_asksNobody() {
    AuthSession session = open();
    Object tag = authorize(session).credentialTag();
    int before = credentialRequests();

    for (int i = 0; i < 100; i++) {
      assertEquals(tag, authorize(session).credentialTag());
    }

    assertEquals(before, credentialRequests());
  }

  @Test
  void recover_afterARefusal_bringsAnotherCredential() throws Exception {
    AuthSession session = open();
    Object before = authorize(session).credentialTag();
    rejectCurrentCredential();

    assertEquals(200, call(session));

    assertNotEquals(before, authorize(session).credentialTag(), "the tag must change");
  }

  @Test
  void recover_whenTheSameRefusalComesAgain_keepsTheNewCredential() throws Exception {
    AuthSession session = open();
    Object old = authorize(session).credentialTag();
    rejectCurrentCredential();
    assertEquals(Recovery.RETRY, session.recover(refusal(old)));
    Object renewed = authorize(session).credentialTag();
    int before = credentialRequests();

    assertEquals(Recovery.RETRY, session.recover(refusal(old)), "a new credential is at hand");

    assertEquals(renewed, authorize(session).credentialTag());
    assertEquals(before, credentialRequests(), "an old refusal killed a new credential");
    assertEquals(200, call(session));
  }

  @Test
  void call_whenTheServerIsInTrouble_failsRetryableAndHealsLater() throws Exception {
    AuthSession session = open();
    assertEquals(200, call(session));
    rejectCurrentCredential();
    breakCredentials(true);

    AuthTransportException failure =
        assertThrows(AuthTransportException.class, () -> call(session));
    assertTrue(leaks.scan(failure).retryable());

    breakCredentials(false);
    Errand.until("the session works again", () -> works(session));
  }

  @Test
  void close_whenCalledTwice_doesNothingMore() {
    AuthSession session = open();
    authorize(session);

    session.close();
    session.close();

    assertEquals(SessionState.CLOSED, session.state());
  }

  @Test
  void signer_afterClose_saysThatTheSessionIsClosed() {
    AuthSession session = open();
    Object tag = authorize(session).credentialTag();
    session.close();
    int before = credentialRequests();

    SessionLostException lost = assertThrows(SessionLostException.class, () -> authorize(session));
    assertEquals(SessionLostException.Reason.CLOSED, leaks.scan(lost).reason());
    assertEquals(Recovery.GIVE_UP, session.recover(refusal(tag)));
    assertEquals(before, credentialRequests(), "a closed session asked the server");
  }

  @Test
  void keepAlive_always_isThereIfAndOnlyIfTheCapabilitySaysSo() {
    AuthStrategy strategy = strategy();
    AuthSession session = open(strategy);

    assertEquals(
        strategy.capabilities().contains(Capability.KEEP_ALIVE), session.keepAlive().isPresent());
    session
        .keepAlive()
        .ifPresent(
            keepAlive -> {
              assertTrue(keepAlive.interval().toMillis() > 0, "the interval is positive");
              assertTrue(keepAlive.deadline().compareTo(keepAlive.interval()) > 0);
              assertEquals(KeepAlive.Beat.OK, keepAlive.beat());
            });
  }

  @Test
  void bodySigner_always_isThereIfAndOnlyIfTheCapabilitySaysSo() {
    AuthStrategy strategy = strategy();
    AuthSession session = open(strategy);

    assertEquals(
        strategy.capabilities().contains(Capability.SIGNS_BODY), session.bodySigner().isPresent());
    session.bodySigner().ifPresent(SessionContract::assertSigns);
  }

  @Test
  void signer_whenTheCapabilitySaysSo_authorizesWebSockets() {
    AuthStrategy strategy = strategy();
    assumeTrue(
        strategy.capabilities().contains(Capability.WEBSOCKET),
        "the strategy does not do WebSockets");
    AuthSession session = open(strategy);
    URI socket = URI.create(session.baseUri().toString().replaceFirst("^http", "ws"));

    RequestAuthorization authorization =
        leaks.scan(session.signer().authorize(SignableRequest.forWebSocket(socket)));

    assertFalse(
        authorization.headers().isEmpty() && authorization.queryParameters().isEmpty(),
        "nothing authorizes the WebSocket");
    assertNotSigned(
        session, SignableRequest.forWebSocket(URI.create("wss://outside.invalid/v1/api/ws")));
  }

  @Test
  void toString_ofSessionAndAuthorization_showsNoSecret() throws Exception {
    AuthSession session = open();
    leaks.scan(session);
    leaks.scan(session.signer());
    RequestAuthorization authorization = authorize(session);
    leaks.scan(authorization.credentialTag());
    assertEquals(200, call(session));
    leaks.scan(session);
    plant();
    leaks.check();
  }

  @Test
  void events_always_nameTheStrategyAndTokensByFingerprintOnly() throws Exception {
    AuthSession session = open();
    assertEquals(200, call(session));
    rejectCurrentCredential();
    assertEquals(200, call(session));
    session.close();

    for (AuthEvent event : listener.events()) {
      assertEquals(provider().id(), event.strategyId(), event.getClass().getSimpleName());
    }
    for (AuthEvent.TokenIssued issued : listener.of(AuthEvent.TokenIssued.class)) {
      assertTrue(
          issued.fingerprint().matches("([0-9a-f]{8})?"),
          "TokenIssued must show eight hexadecimal digits or nothing");
    }
  }

  @Test
  void call_whenTheListenerThrows_worksAllTheSame() throws Exception {
    AuthRuntime runtime =
        runtime()
            .listener(
                event -> {
                  throw new IllegalStateException("the listener is broken");
                })
            .build();
    try (runtime;
        AuthSession session = provider().create(config(validSettings()), runtime).open()) {
      assertEquals(200, call(session));
      rejectCurrentCredential();
      assertEquals(200, call(session));
    }
  }

  private boolean works(AuthSession session) {
    try {
      return call(session) == 200;
    } catch (Exception e) {
      leaks.scan(e);
      return false;
    }
  }

  private void assertNotSigned(AuthSession session, SignableRequest request) {
    try {
      RequestAuthorization authorization = session.signer().authorize(request);
      assertTrue(
          authorization.headers().isEmpty() && authorization.queryParameters().isEmpty(),
          "a credential was given out for " + request.origin());
    } catch (AuthException refused) {
      leaks.scan(refused);
    }
  }

  private static void assertSigns(BodySigner signer) {
    String signed = signer.sign("{\"a\":1}");

    assertFalse(signer.contentType().isBlank());
    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(signed), "the result is ASCII");
    assertThrows(IllegalArgumentException.class, () -> signer.sign("[1]"));
    assertThrows(IllegalArgumentException.class, () -> signer.sign("not json"));
  }
}
