package io.github.ibkrauth.ibkr.weeks;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.BringsServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.simulator.Faults;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Plays one fault at one step of one strategy, and says what an application sees of it. */
final class Stage implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final String AGAIN = "works, asked again";
  private static final Duration A_WHILE = Duration.ofMinutes(5);

  private static final Instant START = Instant.parse("2026-07-07T14:00:00Z");

  private final SimulatorClock clock = SimulatorClock.fixedAt(START);
  final IbkrSimulator simulator =
      IbkrSimulator.builder().clock(clock).announceSilence(true).requestsKept(500).start();
  private final WeekTime time = new WeekTime(clock, () -> Duration.ZERO);
  private final String strategy;
  private final AuthConfig config;
  private final HttpTransport transport;
  private int plays;

  Stage(String strategy) {
    this.strategy = strategy;
    this.config =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .values("simulator", simulator.configuration(strategy))
            .build();
    this.transport = new InstantSilence(carrier(config), time, SILENCE);
  }

  /** Returns the transport that a client would make for itself. */
  static HttpTransport carrier(AuthConfig config) {
    HttpDefaults defaults = HttpDefaults.from(config);
    Optional<ServerTrust> trust =
        AuthStrategies.discover().chosen(config) instanceof BringsServerTrust brings
            ? brings.serverTrust(config)
            : Optional.empty();
    return trust.map(defaults::newTransport).orElseGet(defaults::newTransport);
  }

  String account() {
    return simulator.credentials().accountIds().get(0);
  }

  /** Plays a fault once, and says what came of it. */
  String once(Trial.Step step, Trial.Fault fault) {
    return played(
        step,
        seed("once", step.name(), fault.name()),
        ibkr -> {
          fault.script().accept(rule(step));
          if (step.isBeat()) {
            wait(Duration.ofSeconds(150));
            return ibkr.brokerage().state() + ", " + tried(step, ibkr);
          }
          String first = tried(step, ibkr);
          int asked = count(step);
          if (first.equals("works")) {
            boolean polls = step.path().endsWith("/status");
            return asked == 0 ? "not sent" : asked > 1 + step.passed() && !polls ? AGAIN : first;
          }
          wait(Duration.ofMinutes(2));
          return first + ", then " + tried(step, ibkr);
        });
  }

  /** Plays a fault until it is mended, and says what came of it. */
  String lasting(Trial.Step step, Trial.Fault fault) {
    return played(
        step,
        seed("lasting", step.name(), fault.name()),
        ibkr -> {
          fault.script().accept(rule(step).always());
          String first = step.isBeat() ? "" : tried(step, ibkr) + ", ";
          if (!step.isBeat() && count(step) == 0) {
            return "not sent";
          }
          wait(A_WHILE);
          String state = ibkr.brokerage().state().toString();
          simulator.faults().clear();
          humanLogsIn();
          wait(A_WHILE.multipliedBy(2));
          return first + state + ", then " + tried(step, ibkr);
        });
  }

  /** Lets something happen before a step, or before a while of beats only. */
  String after(Trial.Step step, Trial.Event event) {
    return played(
        step,
        seed("after", step.name(), event.name()),
        ibkr -> {
          event.happen().accept(simulator.faults());
          if (step.isBeat()) {
            wait(A_WHILE);
            String state = ibkr.brokerage().state().toString();
            return humanLogsIn() ? state + ", a human logs in, " + settled(ibkr) : state;
          }
          String first = tried(step, ibkr);
          if (first.equals("works")) {
            return first;
          }
          String human = humanLogsIn() ? ", a human logs in" : "";
          wait(A_WHILE);
          return first + human + ", then " + tried(step, ibkr);
        });
  }

  private String settled(IbkrClient ibkr) {
    wait(A_WHILE);
    return ibkr.brokerage().state().toString();
  }

  /** How often the request of a step was sent since the play began. */
  int count(Trial.Step step) {
    return simulator.requests().count(step.method(), step.path());
  }

  private interface Play {
    String with(IbkrClient ibkr);
  }

  private String played(Trial.Step step, long seed, Play play) {
    simulator.faults().clear();
    // Each play has its own day, far from the reset.
    clock.set(START.plus(Duration.ofDays(++plays)));
    humanLogsIn();
    AuthRuntime runtime =
        AuthRuntime.builder()
            .clock(time)
            .sleeper(time)
            .scheduler(time)
            .executor(Runnable::run)
            // Never the same twice: nonces come from it.
            .random(new Random(seed))
            .service(HttpTransport.class, transport)
            .build();
    try (IbkrClient ibkr = IbkrClient.builder(config).runtime(runtime).build()) {
      // The gateway opens the brokerage session by itself: without that nothing would be asked for.
      simulator.faults().brokerageResetNow();
      if (step.opened()) {
        ibkr.brokerage().open();
        ibkr.portfolio().accounts();
      }
      simulator.requests().clear();
      return play.with(ibkr);
    } finally {
      runtime.close();
    }
  }

  private static long seed(String... names) {
    return List.of(names).hashCode();
  }

  private Faults.Rule rule(Trial.Step step) {
    return simulator.faults().on(step.method(), step.path()).after(step.passed());
  }

  /** Logs in at the gateway, where that is needed. */
  private boolean humanLogsIn() {
    boolean needed = strategy.equals("gateway-session") && !simulator.gateway().isLoggedIn();
    if (needed) {
      simulator.gateway().logIn();
    }
    return needed;
  }

  private void wait(Duration span) {
    time.runUntil(clock.instant().plus(span));
  }

  /** Runs the errand; returns {@code works}, or the failure without what differs each time. */
  private static String tried(Trial.Step step, IbkrClient ibkr) {
    try {
      step.errand().accept(ibkr);
      return "works";
    } catch (IbkrException e) {
      String status = e.status().isPresent() ? " " + e.status().getAsInt() : "";
      return name(e) + status + (e.outcomeUnknown() ? " (outcome unknown)" : "");
    } catch (AuthException e) {
      return name(e) + " " + e.code();
    }
  }

  private static String name(RuntimeException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  @Override
  public void close() {
    try {
      transport.shutdown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      simulator.close();
    }
  }
}
