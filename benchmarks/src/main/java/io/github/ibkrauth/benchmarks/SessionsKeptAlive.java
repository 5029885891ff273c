package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.BrokerageSession;
import io.github.ibkrauth.ibkr.IbkrClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What many sessions cost that are only kept alive: so many clients over one runtime and one
 * transport, each with a login by OAuth 2.0 and an open brokerage session, beating over loopback.
 * Prints the processor time of everything but the server's threads, and what the heap holds after a
 * collection.
 *
 * <p>Arguments: how many sessions, how many seconds lie between two beats, for how many seconds to
 * let them beat first, so that what they do is compiled, and for how many to look.
 */
public final class SessionsKeptAlive {

  private SessionsKeptAlive() {}

  /** Measures once, and prints one line. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Result result =
        measure(
            Integer.parseInt(args[0]),
            Duration.ofSeconds(Long.parseLong(args[1])),
            Duration.ofSeconds(Long.parseLong(args[2])),
            Duration.ofSeconds(Long.parseLong(args[3])));
    result.requireEveryBeat();
    System.out.println(result.line());
    System.exit(0);
  }

  static Result measure(int sessions, Duration interval, Duration first, Duration look)
      throws IOException, InterruptedException {
    HttpTransport transport = HttpDefaults.standard().newTransport();
    try (LoopbackServer server = new LoopbackServer(new CannedBroker());
        AuthRuntime runtime =
            AuthRuntime.builder().service(HttpTransport.class, transport).build()) {
      Map<String, String> settings = new HashMap<>(CannedBroker.oauth2(server.base()));
      settings.put("ibkr.session.keep-alive-interval", interval.toSeconds() + "s");
      AuthConfig config =
          AuthConfig.builder().values("benchmark", settings).build().under("ibkr.auth");
      List<IbkrClient> clients = new ArrayList<>();
      // The first brings the classes and what all share.
      clients.add(open(config, runtime));
      long before = heap();
      long start = System.nanoTime();
      for (int i = 0; i < sessions; i++) {
        clients.add(open(config, runtime));
      }
      double opening = (System.nanoTime() - start) / 1e9;
      long held = heap() - before;
      Thread.sleep(first.toMillis());
      long served = server.requests();
      long busy = busy(server);
      long begin = System.nanoTime();
      Thread.sleep(look.toMillis());
      double spent = (busy(server) - busy) / 1e9;
      double span = (System.nanoTime() - begin) / 1e9;
      Result result =
          new Result(
              sessions,
              interval.toSeconds(),
              opening,
              (double) held / sessions,
              server.requests() - served,
              spent,
              span);
      if (clients.stream()
          .anyMatch(client -> client.brokerage().state() != BrokerageSession.State.READY)) {
        throw new IllegalStateException("not every session was kept");
      }
      clients.forEach(IbkrClient::close);
      return result;
    } finally {
      transport.shutdown();
    }
  }

  private static IbkrClient open(AuthConfig config, AuthRuntime runtime) {
    IbkrClient client = IbkrClient.builder(config).runtime(runtime).connect();
    client.brokerage().open();
    return client;
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long busy(LoopbackServer server) {
    com.sun.management.OperatingSystemMXBean process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return process.getProcessCpuTime() - server.processorTime();
  }

  /**
   * What was measured.
   *
   * @param sessions how many
   * @param interval seconds between two beats of one
   * @param opening seconds that it took to open all
   * @param bytes heap for each
   * @param beats how many requests were answered
   * @param spent seconds of processor time
   * @param span seconds that were looked at
   */
  record Result(
      int sessions,
      long interval,
      double opening,
      double bytes,
      long beats,
      double spent,
      double span) {

    /** Holds that an answered request is a beat, and that no beat was left out. */
    void requireEveryBeat() {
      double due = sessions * span / interval;
      // Of a few, one more or less says nothing.
      if (due >= 100 && Math.abs(beats - due) > due / 4) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "%d requests came where %.0f beats were due", beats, due));
      }
    }

    /** Returns seconds of processor time for one beat. */
    double each() {
      return spent / Math.max(1, beats);
    }

    /** Returns which share of one core all take if each beats once a minute. */
    double share() {
      return each() * sessions / 60;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%d,%d,%.3f,%.0f,%d,%.4f,%.3f",
          sessions,
          interval,
          opening,
          bytes,
          beats,
          spent,
          span);
    }

    static Result of(String line) {
      String[] parts = line.split(",", -1);
      return new Result(
          Integer.parseInt(parts[0]),
          Long.parseLong(parts[1]),
          Double.parseDouble(parts[2]),
          Double.parseDouble(parts[3]),
          Long.parseLong(parts[4]),
          Double.parseDouble(parts[5]),
          Double.parseDouble(parts[6]));
    }
  }
}
