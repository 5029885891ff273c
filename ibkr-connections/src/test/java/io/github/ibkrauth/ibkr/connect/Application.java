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
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An application with users, at a simulated broker, in a time that tests move; or that goes by
 * itself, for users who are at work on threads of their own.
 */
final class Application implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-03-04T17:00:00Z");
  private static final URI CALLBACK = URI.create("http://127.0.0.1/callback");

  /** Some thirty times as fast as ours, in steps that no signature minds. */
  private static final Duration STEP = Duration.ofMillis(100);

  private static final long PAUSE_MILLIS = 3;

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
  private @Nullable Thread passing;

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
    this("oauth2-jwt", simulated, folder, more, limits, false);
  }

  private Application(
      String strategy,
      IbkrSimulator.Builder simulated,
      Path folder,
      Map<String, String> more,
      BiFunction<Builder, IbkrSimulator, Builder> limits,
      boolean goesBy) {
    this.simulator = simulated.clock(clock).start();
    Map<String, String> settings =
        new HashMap<>(simulator.connectConfiguration(strategy, CALLBACK));
    settings.putAll(more);
    this.config = AuthConfig.builder().prefix("ibkr.auth").values("application", settings).build();
    AuthRuntime.Builder builder =
        time.runtime().executor(this::execute).service(HttpTransport.class, onlooker);
    if (goesBy) {
      // What is due may wait for a later moment, so it must not hold time up.
      builder.scheduler((task, delay) -> time.schedule(() -> execute(task), delay));
    }
    SealingKeys keys = SealingKeys.of(SealingKeys.generate(new SecureRandom()), new SecureRandom());
    TokenStore store = FileTokenStore.open(folder, keys, time.runtime().build());
    this.runtime =
        builder.service(TokenStore.class, store).service(SecretSealer.class, keys).build();
    this.connections =
        limits
            .apply(Connections.builder(config).runtime(runtime).listener(events::add), simulator)
            .build();
  }

  /**
   * Returns an application whose background work runs on the runtime's own threads, as in a
   * service, so that several users can be at work at once. Since time may go by much faster than
   * calls do, they are given more of it.
   *
   * @param strategy {@code oauth2-jwt} or {@code oauth1a}
   */
  static Application atWork(
      String strategy,
      IbkrSimulator.Builder simulated,
      Path folder,
      Map<String, String> more,
      UnaryOperator<Builder> limits) {
    Map<String, String> patient = new HashMap<>();
    patient.put("ibkr.session.open-timeout", "10m");
    patient.put("ibkr.limits.max-wait", "5m");
    patient.putAll(more);
    return new Application(
        strategy, simulated, folder, patient, (builder, broker) -> limits.apply(builder), true);
  }

  /** Lets time go by, until it is closed. */
  void goBy() {
    Thread thread = new Thread(this::pass, "time");
    thread.setDaemon(true);
    thread.start();
    passing = thread;
  }

  /** Lets time stand still again. */
  void stand() {
    Thread thread = passing;
    passing = null;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void pass() {
    try {
      while (true) {
        clock.advance(STEP);
        time.advance(STEP);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits, in our time, until something is so. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 30 s: " + what);
      }
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
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
        if (!apart.isZero()) {
          advance(apart);
        }
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
    stand();
    runtime.close();
    threads.close();
    simulator.close();
  }
}
