package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.RequestLog;
import java.util.Map;

/** A simulator to call, with settings that suit tests. */
final class Broker implements AutoCloseable {

  static final String API = "/v1/api";

  final IbkrSimulator simulator;

  private Broker(IbkrSimulator simulator) {
    this.simulator = simulator;
  }

  static Broker start() {
    return new Broker(IbkrSimulator.builder().start());
  }

  AuthConfig config(String... more) {
    AuthConfig.Builder builder =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .values("simulator", simulator.configuration("oauth2-jwt"))
            .values(
                "test",
                Map.of(
                    // Tests call faster than the broker allows.
                    "ibkr.limits.enabled", "false",
                    "ibkr.session.poll-interval", "5ms",
                    "ibkr.auth.http.read-timeout", "10s"));
    for (int i = 0; i < more.length; i += 2) {
      builder.set(more[i], more[i + 1]);
    }
    return builder.build();
  }

  IbkrClient connect(String... more) {
    return IbkrClient.connect(config(more));
  }

  RequestLog log() {
    return simulator.requests();
  }

  int count(String method, String path) {
    return simulator.requests().count(method, API + path);
  }

  String account() {
    return simulator.credentials().accountIds().get(0);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
