package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.googlehttp.AuthRequestInitializer;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.spi.KeepAlive.Beat;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The strategy against a gateway that behaves as the real one and shares no code with it. */
class SimulatorTest {

  private static final String ACCOUNTS = "/v1/api/portfolio/accounts";

  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final SimulatedGateway gateway = simulator.gateway();
  private final Map<String, String> settings = simulator.configuration("gateway-session");
  private final RecordingListener listener = new RecordingListener();
  private final AuthRuntime runtime = AuthRuntime.builder().listener(listener).build();
  private final AuthConfig config = config(Map.of());
  private final ServerTrust trust = new GatewaySessionProvider().serverTrust(config).orElseThrow();
  private final HttpTransport transport = HttpDefaults.standard().newTransport(trust);

  @AfterEach
  void close() throws IOException {
    runtime.close();
    transport.shutdown();
    simulator.close();
  }

  @Test
  void session_whenAHumanLogsIn_worksWithoutAnyCredential() throws IOException {
    try (AuthSession session = open(Map.of())) {
      assertThat(session.state()).isEqualTo(SessionState.AWAITING_USER);
      assertThatThrownBy(() -> get(session, ACCOUNTS))
          .isInstanceOfSatisfying(
              InteractionRequiredException.class,
              needed -> assertThat(needed.uri()).isEqualTo(gateway.loginUri()));

      gateway.logIn();
      assertThat(beatUntilOpen(session)).isEqualTo(Beat.OK);

      assertThat(get(session, ACCOUNTS)).isEqualTo(200);
      assertThat(session.state()).isEqualTo(SessionState.OPEN);
    }
    assertThat(gateway.isLoggedIn()).as("closing logs nobody out").isTrue();
  }

  @Test
  void requests_whenTheLoginEnds_callForAHumanOnceAndNotForEach() throws Exception {
    gateway.logIn();
    try (AuthSession session = open(Map.of())) {
      assertThat(get(session, ACCOUNTS)).isEqualTo(200);
      gateway.logOut();
      ExecutorService pool = Executors.newFixedThreadPool(32);
      Callable<Class<?>> call =
          () -> {
            try {
              get(session, ACCOUNTS);
              return Integer.class;
            } catch (AuthException e) {
              return e.getClass();
            }
          };
      for (var outcome : pool.invokeAll(Stream.generate(() -> call).limit(64).toList())) {
        assertThat(outcome.get()).isEqualTo(InteractionRequiredException.class);
      }
      pool.shutdown();
      assertThatThrownBy(() -> post(session, "/v1/api/iserver/account/DU1/orders"))
          .isInstanceOf(InteractionRequiredException.class);
      assertThat(listener.of(AuthEvent.InteractionRequested.class)).hasSize(1);
    }
    assertThat(gateway.logins()).isEqualTo(1);
  }

  @Test
  void open_whenTheGatewayIsNotItself_saysWhy() {
    gateway.logIn();
    gateway.upstreamDown(true);
    fails(GatewayErrorCode.UPSTREAM_DOWN.name());
    gateway.upstreamDown(false);
    gateway.denyCaller(true);
    fails(GatewayErrorCode.ACCESS_DENIED.name());
    gateway.denyCaller(false);
    gateway.stop();
    fails(GatewayErrorCode.GATEWAY_DOWN.name());
    gateway.restart();
    try (AuthSession session = open(Map.of())) {
      assertThat(session.state()).isEqualTo(SessionState.AWAITING_USER);
    }
    gateway.restartWithNewCertificate();
    fails("CERTIFICATE_UNTRUSTED");
  }

  @Test
  void session_whenTheUpstreamGoesAndComesBack_isStillThere() throws IOException {
    gateway.logIn();
    try (AuthSession session = open(Map.of("probe-timeout", "300ms"))) {
      gateway.upstreamDown(true);
      assertThat(session.keepAlive().orElseThrow().beat()).isEqualTo(Beat.MISSED);
      assertThat(session.state()).isEqualTo(SessionState.OPEN);
      gateway.upstreamDown(false);

      assertThat(session.keepAlive().orElseThrow().beat()).isEqualTo(Beat.OK);
      assertThat(get(session, ACCOUNTS)).isEqualTo(200);
    }
    assertThat(gateway.logouts()).isZero();
    assertThat(gateway.reauthentications()).isZero();
    assertThat(gateway.logins()).isEqualTo(1);
  }

  @Test
  void close_whenTold_logsOut() {
    gateway.logIn();

    open(Map.of("logout-on-close", "true")).close();

    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(gateway.logouts()).isEqualTo(1);
  }

  @Test
  void open_withAddressOfAnyForm_reachesTheSame() throws IOException {
    gateway.logIn();
    for (String ending : new String[] {"/", "/v1/api", "/v1/api/", "/v1/portal"}) {
      try (AuthSession session = open(Map.of("base-url", gateway.baseUri() + ending))) {
        assertThat(session.state()).isEqualTo(SessionState.OPEN);
      }
    }
    try (AuthSession session = open(Map.of("tickle-method", "get"))) {
      assertThat(get(session, ACCOUNTS)).isEqualTo(200);
    }
  }

  private void fails(String code) {
    assertThatThrownBy(() -> open(Map.of("probe-timeout", "300ms")))
        .isInstanceOfSatisfying(
            AuthException.class, failure -> assertThat(failure.code().name()).isEqualTo(code));
  }

  /** A look for the login may have been made just before; the next is due two seconds later. */
  private Beat beatUntilOpen(AuthSession session) {
    for (int i = 0; i < 100; i++) {
      Beat beat = session.keepAlive().orElseThrow().beat();
      if (beat == Beat.OK) {
        return beat;
      }
      try {
        runtime.sleeper().sleep(Duration.ofMillis(50));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("the login was not noticed");
  }

  private AuthConfig config(Map<String, String> changes) {
    Map<String, String> all = new HashMap<>(settings);
    changes.forEach((name, value) -> all.put("ibkr.auth.gateway-session." + name, value));
    return AuthConfig.builder().prefix("ibkr.auth").values("simulator", all).build();
  }

  private AuthSession open(Map<String, String> changes) {
    return new GatewaySessionProvider().create(config(changes), runtime).open();
  }

  private int get(AuthSession session, String path) throws IOException {
    return send(session, "GET", path);
  }

  private int post(AuthSession session, String path) throws IOException {
    return send(session, "POST", path);
  }

  private int send(AuthSession session, String method, String path) throws IOException {
    HttpResponse response =
        transport
            .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
            .buildRequest(
                method,
                new GenericUrl(URI.create(gateway.baseUri() + path)),
                method.equals("GET") ? null : new EmptyContent())
            .setThrowExceptionOnExecuteError(false)
            .execute();
    try {
      return response.getStatusCode();
    } finally {
      response.disconnect();
    }
  }
}
