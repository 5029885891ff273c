package io.github.ibkrauth.ibkr.connect;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.FileTokenStore;
import io.github.ibkrauth.auth.store.file.SealingKeys;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.ibkr.connect.Connections.Builder;
import io.github.ibkrauth.ibkr.model.Account;
import io.github.ibkrauth.ibkr.simulator.ConsentVisit;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** An application with users, at a simulated broker, in a time that tests move. */
final class Application implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-03-04T17:00:00Z");
  private static final URI CALLBACK = URI.create("http://127.0.0.1/callback");

  final ManualTime time = ManualTime.withWaitingSleepers(NOON);
  final SimulatorClock clock = SimulatorClock.fixedAt(NOON);
  final IbkrSimulator simulator;
  final Onlooker onlooker = new Onlooker();
  final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
  final AuthConfig config;
  final AuthRuntime runtime;
  Connections connections;
  private final ConsentVisit visit = new ConsentVisit();
  private final AuthRuntime threads = AuthRuntime.system();
  private final AtomicInteger underway = new AtomicInteger();

  Application(int users, Path folder, UnaryOperator<Builder> limits) {
    this(
        IbkrSimulator.builder().users(users),
        folder,
        Map.of(),
        (builder, simulator) -> limits.apply(builder));
  }

  Application(
      IbkrSimulator.Builder simulated,
      Path folder,
      Map<String, String> more,
      BiFunction<Builder, IbkrSimulator, Builder> limits) {
    this.simulator = simulated.clock(clock).start();
    Map<String, String> settings =
        new HashMap<>(simulator.connectConfiguration("oauth2-jwt", CALLBACK));
    settings.putAll(more);
    this.config = AuthConfig.builder().prefix("ibkr.auth").values("application", settings).build();
    AuthRuntime.Builder builder =
        time.runtime().executor(this::execute).service(HttpTransport.class, onlooker);
    SealingKeys keys = SealingKeys.of(SealingKeys.generate(new SecureRandom()), new SecureRandom());
    TokenStore store = FileTokenStore.open(folder, keys, time.runtime().build());
    this.runtime =
        builder.service(TokenStore.class, store).service(SecretSealer.class, keys).build();
    this.connections =
        limits
            .apply(Connections.builder(config).runtime(runtime).listener(events::add), simulator)
            .build();
  }

  SimulatedUser user(int number) {
    return simulator.authorizationServer().user(number);
  }

  /** Lets users connect, each as {@code user-NUMBER}. */
  void connect(int from, int to, Duration apart) {
    try (ConnectFlow flow = ConnectFlows.discover().open(config, runtime)) {
      for (int number = from; number < to; number++) {
        String query = visit.agree(flow.begin(id(number)).authorizeUri(), user(number));
        connections.add(flow.complete(id(number), query));
        advance(apart);
      }
    }
  }

  /** Returns the accounts that a user sees. */
  List<String> accounts(int number) {
    List<String> seen = new CopyOnWriteArrayList<>();
    Onlooker.as(
        id(number),
        () ->
            seen.addAll(
                connections.use(
                    id(number),
                    client -> client.portfolio().accounts().stream().map(Account::id).toList())));
    return seen;
  }

  /** Runs what is done in the background on the runtime's own threads, and counts it. */
  private void execute(Runnable task) {
    underway.incrementAndGet();
    threads
        .executor()
        .execute(
            () -> {
              try {
                task.run();
              } finally {
                underway.decrementAndGet();
              }
            });
  }

  /** Time does not pass while something is signed: no clock jumps half a minute. */
  private void settle() {
    while (underway.get() > 0) {
      Thread.onSpinWait();
    }
  }

  void advance(Duration step) {
    settle();
    clock.advance(step);
    time.advance(step);
  }

  /** Lets go of the connections, and keeps everything else. */
  void forget() {
    forget(Map.of());
  }

  /** Does the same, and goes on with other settings. */
  void forget(Map<String, String> changed) {
    connections.close();
    connections =
        Connections.builder(config.with("later settings", changed)).runtime(runtime).build();
    events.clear();
  }

  static String id(int number) {
    return "user-" + number;
  }

  @Override
  public void close() {
    connections.close();
    runtime.close();
    threads.close();
    simulator.close();
  }
}
