package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.testkit.AuthStrategyContract;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract of all strategies, kept against a server that really checks. */
class OAuth2JwtContractTest extends AuthStrategyContract {

  private static final String SECTION = "ibkr.auth.";
  private static IbkrSimulator simulator;

  private final Set<String> issued = ConcurrentHashMap.newKeySet();
  private Duration delay = Duration.ZERO;
  private boolean broken;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().clock(SimulatorBench.workday()).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @AfterEach
  void mend() {
    simulator.faults().clear();
  }

  @Override
  protected AuthStrategyProvider provider() {
    return new OAuth2JwtProvider();
  }

  @Override
  protected AuthRuntime.Builder runtime() {
    return AuthRuntime.builder().clock(simulator.clock());
  }

  @Override
  protected Map<String, String> validSettings() {
    Map<String, String> settings = new HashMap<>();
    simulator
        .configuration("oauth2-jwt")
        .forEach(
            (name, value) -> {
              if (name.startsWith(SECTION + "oauth2-jwt.")) {
                settings.put(name.substring(SECTION.length()), value);
              }
            });
    return settings;
  }

  @Override
  protected Collection<String> secrets() {
    issued.addAll(
        List.of(simulator.credentials().privateKeyPem(), simulator.credentials().credential()));
    return issued;
  }

  @Override
  protected URI resource() {
    return simulator.baseUri().resolve("/v1/api/sso/validate");
  }

  @Override
  protected void rejectCurrentCredential() {
    simulator.faults().expireSsoTokensNow();
  }

  @Override
  protected int credentialRequests() {
    return simulator.requests().count("POST", Bench.SSO_PATH);
  }

  @Override
  protected void delayCredentials(Duration time) {
    delay = time;
    script();
  }

  @Override
  protected void breakCredentials(boolean value) {
    broken = value;
    script();
  }

  @Override
  protected int call(AuthSession session) throws Exception {
    note(session, "/v1/api/sso/validate");
    note(session, "/gw/api/v1/echo/https");
    try {
      return super.call(session);
    } finally {
      note(session, "/gw/api/v1/echo/https");
    }
  }

  /** Remembers the token of a path, so that it is looked for in all output. */
  private void note(AuthSession session, String path) {
    try {
      String header =
          session
              .signer()
              .authorize(SignableRequest.builder("GET", simulator.baseUri().resolve(path)).build())
              .headers()
              .get("Authorization");
      issued.add(header.substring("Bearer ".length()));
    } catch (AuthException e) {
      // There is no token to remember; the call itself will say so.
      return;
    }
  }

  private void script() {
    simulator.faults().clear();
    if (broken) {
      simulator.faults().on("POST", Bench.SSO_PATH).always().status(503);
    } else if (!delay.isZero()) {
      simulator.faults().on("POST", Bench.SSO_PATH).always().delay(delay);
    }
  }
}
