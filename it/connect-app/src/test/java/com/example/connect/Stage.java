package com.example.connect;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.store.file.SealingKeys;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application, and a simulated IBKR whose time it follows. */
final class Stage implements AutoCloseable {

  final SimulatorClock clock = SimulatorClock.system();
  final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).users(50).start();
  final String strategy;
  final URI address;
  private final AuthRuntime runtime;
  private final Path folder;
  private final Secret key;
  private final boolean https;
  private RecordingServer server;
  private IbkrAccess ibkr;
  private ConnectApp app;

  Stage(String strategy) throws IOException {
    this(strategy, false);
  }

  /** A stage whose application is told whether browsers come by https; here none does. */
  Stage(String strategy, boolean https) throws IOException {
    this.strategy = strategy;
    this.https = https;
    this.server = new RecordingServer(ConnectApp.listen(0));
    this.address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    this.runtime = AuthRuntime.builder().clock(clock).build();
    this.folder = Files.createTempDirectory("connect-app-store");
    this.key = SealingKeys.generate(new SecureRandom());
    start();
  }

  private void start() {
    ibkr = new IbkrAccess(config(), runtime);
    app =
        new ConnectApp(
            server,
            (user, password) -> password.equals(password(user)),
            ibkr,
            InstantSource.system(),
            https);
  }

  /** Ends the application and starts it again: browsers are signed out, tokens are on the disk. */
  void restart() throws IOException {
    app.close();
    ibkr.close();
    server = new RecordingServer(ConnectApp.listen(address.getPort()));
    start();
  }

  /** The application's settings; tokens lie sealed in files. */
  AuthConfig config() {
    return AuthConfig.builder()
        .prefix("ibkr.auth")
        .values("simulator", simulator.connectConfiguration(strategy, address.resolve("/callback")))
        .set("ibkr.auth.store.kind", "file")
        .set("ibkr.auth.store.path", folder.resolve("tokens").toString())
        .set("ibkr.auth.store.key", key.reveal())
        .build();
  }

  /** Credentials of somebody who has registered at IBKR himself, as JSON. */
  String credentials() {
    return simulator.configuration(strategy).entrySet().stream()
        .filter(entry -> !entry.getKey().endsWith(".base-url"))
        .map(
            entry ->
                "\"" + entry.getKey() + "\": \"" + entry.getValue().replace("\n", "\\n") + "\"")
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static String password(String user) {
    return "password of " + user;
  }

  /** Signs somebody in at the application, and returns the cookie. */
  String signIn(String user) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/sign-in"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "user=" + user + "&password=" + password(user).replace(' ', '+')))
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("Set-Cookie")
          .orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The address of the latest callback, with its secrets. */
  String callback() {
    return server.callback();
  }

  SimulatedUser customer(int number) {
    return simulator.authorizationServer().user(number);
  }

  @Override
  public void close() throws IOException {
    app.close();
    ibkr.close();
    runtime.close();
    simulator.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
