package io.github.ibkrauth.auth.oauth2;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.googlehttp.AuthRequestInitializer;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The strategy on a server that really checks, both on one clock, called over real connections. */
final class SimulatorBench implements AutoCloseable {

  final IbkrSimulator simulator;
  final Map<String, String> settings;
  final AuthRuntime.Builder builder;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable AuthRuntime runtime;
  private @Nullable HttpTransport transport;

  /** Forgets what an earlier test did to the simulator. */
  SimulatorBench(IbkrSimulator simulator) {
    this.simulator = simulator;
    this.settings = new HashMap<>(simulator.configuration("oauth2-jwt"));
    this.builder = AuthRuntime.builder().clock(simulator.clock());
    simulator.faults().clear();
    simulator.seeCallerAs(simulator.credentials().ip());
    simulator.requests().clear();
  }

  /** Returns a running clock that is far from every reset. */
  static SimulatorClock workday() {
    SimulatorClock clock = SimulatorClock.system();
    clock.set(Instant.parse("2025-03-04T15:00:00Z"));
    return clock;
  }

  SimulatorBench set(String name, String value) {
    settings.put("ibkr.auth." + name, value);
    return this;
  }

  AuthConfig config() {
    return AuthConfig.builder().prefix("ibkr.auth").values("simulator", settings).build();
  }

  AuthRuntime runtime() {
    if (runtime == null) {
      runtime = builder.build();
    }
    return runtime;
  }

  AuthSession open() {
    return new OAuth2JwtProvider().create(config(), runtime()).open();
  }

  /** Calls through the bridge that endpoint code uses; returns the status. */
  int call(AuthSession session, String path) {
    try {
      HttpRequest request =
          transport()
              .createRequestFactory(
                  AuthRequestInitializer.builder(session, runtime())
                      .defaults(HttpDefaults.from(config()))
                      .build())
              .buildGetRequest(new GenericUrl(simulator.baseUri().resolve(path).toString()));
      HttpResponse response = request.setThrowExceptionOnExecuteError(false).execute();
      try {
        return response.getStatusCode();
      } finally {
        response.disconnect();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpTransport transport() {
    lock.lock();
    try {
      if (transport == null) {
        transport = HttpDefaults.from(config()).newTransport();
      }
      return transport;
    } finally {
      lock.unlock();
    }
  }

  int tokenRequests() {
    return simulator.requests().count("POST", Bench.TOKEN_PATH);
  }

  int ssoRequests() {
    return simulator.requests().count("POST", Bench.SSO_PATH);
  }

  @Override
  public void close() throws IOException {
    if (transport != null) {
      transport.shutdown();
    }
    runtime().close();
  }
}
