package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.LoginPageLayout;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A simulated gateway and somebody who wants to log in there. Time is the simulator's; a wait takes
 * a fifth of what it says and a tenth of a second at most, since pages come in real time.
 */
final class Scene implements AutoCloseable {

  static final String PREFIX = "auth.gateway-login.";

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:03Z"));
  private final IbkrSimulator simulator =
      IbkrSimulator.builder().clock(clock).pollsUntilEstablished(0).start();
  private final AuthRuntime runtime =
      AuthRuntime.builder().clock(clock).sleeper(this::sleep).build();
  private final Map<String, String> settings = new HashMap<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();

  SimulatedGateway gateway() {
    return simulator.gateway();
  }

  IbkrSimulator simulator() {
    return simulator;
  }

  AuthRuntime runtime() {
    return runtime;
  }

  List<String> progress() {
    return progress;
  }

  /** Begins anew: nobody is logged in, and the user has the right password. */
  void reset(Path directory) {
    SimulatedGateway gateway = gateway();
    if (!gateway.isRunning()) {
      gateway.restart();
    }
    gateway.logOut();
    gateway.unlock();
    gateway.requireSecondFactor(false);
    gateway.askSecondFactorTwice(false);
    gateway.pageDelay(Duration.ZERO);
    gateway.pageLayout(LoginPageLayout.PAPER_SWITCH);
    simulator.faults().clear();
    progress.clear();
    settings.clear();
    set("user-name", gateway.userName());
    set("password", gateway.password());
    set("state-directory", directory.resolve("state").toString());
    set("sandbox", String.valueOf(!System.getProperty("user.name").equals("root")));
    settings.put("auth.gateway-session.base-url", gateway.baseUri().toString());
    settings.put("auth.gateway-session.certificate-fingerprint", gateway.fingerprint());
  }

  /** Sets something in the section {@code gateway-login}. */
  void set(String name, String value) {
    settings.put(PREFIX + name, value);
  }

  AuthConfig config() {
    return AuthConfig.builder().values("test", settings).build();
  }

  GatewayLogin.Builder login() {
    return GatewayLogin.builder(config(), runtime).progress(progress::add);
  }

  private void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(Math.min(100, duration.toMillis() / 5));
    clock.advance(duration);
  }

  @Override
  public void close() {
    runtime.close();
    simulator.close();
  }
}
