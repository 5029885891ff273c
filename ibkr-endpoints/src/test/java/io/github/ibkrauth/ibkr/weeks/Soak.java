package io.github.ibkrauth.ibkr.weeks;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.oauth2.EgressIpResolver;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.simulator.Climate;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.MaintenanceWindow;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import io.github.ibkrauth.ibkr.simulator.Spell;
import io.github.ibkrauth.ibkr.simulator.Spell.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One client over days or weeks of simulated time, in bad weather: an application that calls every
 * few minutes, at times from several threads at once, and a broker that resets, goes into
 * maintenance, errs, is silent and is fought over.
 */
final class Soak implements AutoCloseable {

  /** A Friday noon: the Saturday window comes soon, and the end of summer time a day later. */
  static final Instant START = Instant.parse("2026-10-30T16:00:00Z");

  /**
   * How long after an interruption, or after a human has logged in again, calls may still fail. The
   * client tries again after pauses that double up to one minute for the brokerage session, two
   * minutes after the end of maintenance, and five minutes for a login; when the broker comes back,
   * the pause under way must end first, and the attempt after it may take a minute.
   */
  static final Duration RECOVERY = Duration.ofMinutes(6);

  /** A login of which nothing is heard for so long is over, less what a beat may be late. */
  private static final Duration IDLE = Duration.ofMinutes(4);

  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int THREADS = 4;

  final SimulatorClock clock = SimulatorClock.fixedAt(START);
  final IbkrSimulator simulator;
  final WeekTime time;
  final Tally tally = new Tally();
  final List<Spell> spells;
  private final String strategy;
  private final Random random;
  private final @Nullable Human human;
  private final AuthRuntime runtime;
  private final HttpTransport transport;
  private final IbkrClient ibkr;
  private final String account;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private int mostPendingTasks;

  Soak(String strategy, long seed, Duration length) {
    this.strategy = strategy;
    this.random = new Random(seed);
    this.simulator =
        IbkrSimulator.builder()
            .clock(clock)
            .maintenance(MaintenanceWindow.onSaturdayEvening())
            .announceSilence(true)
            .requestsKept(1000)
            .start();
    this.time = new WeekTime(clock, () -> simulator.weather().callersClockIsOffBy());
    this.account = simulator.credentials().accountIds().get(0);
    this.human = strategy.equals("gateway-session") ? new Human(simulator) : null;
    this.spells = simulator.weather().begin(Climate.rough(), seed, length);
    AuthConfig config = config();
    this.transport = new InstantSilence(Stage.carrier(config), time, SILENCE);
    AuthRuntime.Builder builder =
        AuthRuntime.builder()
            .clock(time)
            .sleeper(time)
            .scheduler(time)
            .executor(Runnable::run)
            .random(new Random(seed + 1))
            .service(HttpTransport.class, transport);
    if (strategy.equals("oauth2-jwt")) {
      builder.service(EgressIpResolver.class, simulator::callerAddress);
    }
    this.runtime = builder.build();
    this.ibkr = IbkrClient.builder(config).runtime(runtime).build();
  }

  private AuthConfig config() {
    Map<String, String> settings = new HashMap<>(simulator.configuration(strategy));
    // The address changes with the weather: the resolver knows it.
    settings.remove("ibkr.auth.oauth2-jwt.ip");
    settings.put("ibkr.session.maintenance", "SAT 18:00-22:00");
    // One thread plays all callers: one that waits for the answer of another would wait for itself.
    settings.put("ibkr.limits.enabled", "false");
    // As long as this weather's 429s last: a quarter of an hour would hide what else goes wrong.
    settings.put("ibkr.limits.penalty", "1m");
    return AuthConfig.builder().prefix("ibkr.auth").values("simulator", settings).build();
  }

  /** Lets the application work until the time is over. */
  void run(Duration length) {
    Instant end = START.plus(length);
    while (clock.instant().isBefore(end)) {
      time.runUntil(clock.instant().plusSeconds(120 + random.nextInt(300)));
      if (human != null) {
        human.look();
      }
      if (random.nextInt(10) == 0) {
        rounds();
      } else {
        round();
      }
      mostPendingTasks = Math.max(mostPendingTasks, time.pendingTasks());
    }
  }

  /** Lets several threads call at once. */
  private void rounds() {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(threads.submit(this::round));
    }
    for (Future<?> one : all) {
      try {
        one.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void round() {
    call("portfolio accounts", () -> ibkr.portfolio().accounts());
    call("portfolio summary", () -> ibkr.portfolio().summary(account));
    call("brokerage accounts", () -> ibkr.accounts().list());
    call("tickle", () -> ibkr.session().tickle());
  }

  private void call(String name, Runnable call) {
    boolean up = isUp();
    Instant start = clock.instant();
    String state = ibkr.brokerage().status().toString();
    try {
      call.run();
      tally.worked(up);
    } catch (RuntimeException e) {
      // A call that began well may have been overtaken by an outage.
      tally.failed(up && isUp(), start, name, state, e);
    }
  }

  private boolean isUp() {
    return simulator.availability().upFor(strategy).compareTo(RECOVERY) >= 0
        && (human == null || human.loggedInFor().compareTo(RECOVERY) >= 0);
  }

  /** How many logins there were: granted tokens, agreed live session tokens, humans. */
  int logins() {
    if (human != null) {
      return human.logins();
    }
    String path =
        strategy.equals("oauth1a") ? "/v1/api/oauth/live_session_token" : "/gw/api/v1/sso-sessions";
    return simulator.requests().count("POST", path, 200);
  }

  /**
   * How many logins were needed at most: the first, one after each reset and one ahead of the end
   * of a login's 24 hours; one for each refusal, move and new address; one after an outage that
   * lasted longer than an idle login, for either clock that jumped, there and back. A human is
   * needed after a reset only, and once more when a day has 25 hours.
   */
  long neededLogins() {
    long resets = simulator.availability().resetsBetween(START, clock.instant());
    if (human != null) {
      return resets + 1;
    }
    long outages =
        spells.stream()
            .filter(spell -> spell.kind().isOutage())
            .filter(spell -> spell.from().isBefore(clock.instant()))
            .filter(spell -> Duration.between(spell.from(), spell.until()).compareTo(IDLE) > 0)
            .count();
    return 1
        + 2 * resets
        + spells(Kind.UNAUTHORIZED)
        + spells(Kind.GONE)
        + spells(Kind.NEW_ADDRESS)
        + 2 * spells(Kind.CLOCK_JUMP)
        + outages;
  }

  int mostPendingTasks() {
    return mostPendingTasks;
  }

  int pendingTasks() {
    return time.pendingTasks();
  }

  private long spells(Kind kind) {
    return spells.stream()
        .filter(spell -> spell.kind() == kind && spell.from().isBefore(clock.instant()))
        .count();
  }

  /** Closes the client and what it works with, not the simulator. */
  void closeClient() {
    ibkr.close();
    runtime.close();
    threads.shutdownNow();
    try {
      transport.shutdown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      closeClient();
    } finally {
      simulator.close();
    }
  }
}
