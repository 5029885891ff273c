package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.RunnerException;

/**
 * How cost grows with work. Of each point several short runs are made, in turns with the others of
 * its curve, and the median is kept. Writes a plot for each axis.
 */
final class Scaling {

  private static final int[] SESSIONS = {1, 10, 100, 1_000, 10_000};
  private static final int[] THREADS = {1, 2, 4, 8, 16, 32, 64};
  private static final int[] PARAMETERS = {0, 1, 2, 5, 10, 20, 50};
  private static final int[] POSITIONS = {10, 100, 1_000, 10_000};
  private static final int[] SUBSCRIPTIONS = {1, 10, 100, 500, 1_000, 2_000};
  private static final int MOST_ROUNDS = 3;

  private final JmhRuns runs;
  private final RawNumbers raw;
  private final Path folder;
  private final int rounds;
  private final Predicate<String> wanted;
  private final StringBuilder text = new StringBuilder();

  Scaling(JmhRuns runs, RawNumbers raw, Path folder, int rounds, Predicate<String> wanted) {
    this.runs = runs;
    this.raw = raw;
    this.folder = folder;
    this.rounds = Math.min(MOST_ROUNDS, rounds);
    this.wanted = wanted;
  }

  /** Returns the Markdown that shows the plots. */
  String run() throws RunnerException, IOException, InterruptedException {
    if (wanted.test("QueryScaling")) {
      Chart chart = new Chart("Signing by OAuth 1.0a", "query parameters + 1", "ns for a header");
      curve(
          chart,
          "sign",
          PARAMETERS,
          1,
          n -> point("QueryScaling.sign", "parameters", n),
          Sample::nanos);
      write("query", chart);
    }
    if (wanted.test("PositionsScaling")) {
      Chart chart = new Chart("Reading all positions", "positions", "µs for all");
      curve(
          chart,
          "read",
          POSITIONS,
          0,
          n -> point("PositionsScaling.read", "positions", n),
          Scaling::micros);
      write("positions", chart);
    }
    if (wanted.test("SubscriptionScaling")) {
      Chart chart = new Chart("Streaming many contracts", "subscriptions", "µs for all");
      curve(
          chart,
          "subscribe one by one, end all",
          SUBSCRIPTIONS,
          0,
          n -> point("SubscriptionScaling.subscribe", "subscriptions", n),
          Scaling::micros);
      curve(
          chart,
          "take in one message about each",
          SUBSCRIPTIONS,
          0,
          n -> point("SubscriptionScaling.messages", "subscriptions", n),
          Scaling::micros);
      write("subscriptions", chart);
    }
    if (wanted.test("ThreadScaling")) {
      Chart chart = new Chart("Calls by many threads", "threads", "operations in a millisecond");
      curve(
          chart,
          "sign by OAuth 1.0a",
          THREADS,
          0,
          n -> Measurement.of("SigningBenchmark.sign", n),
          Scaling::inMillisecond);
      curve(
          chart,
          "typed call over loopback",
          THREADS,
          0,
          n -> Measurement.of("AccountsCallBenchmark.typed", n),
          Scaling::inMillisecond);
      write("threads", chart);
    }
    if (wanted.test("SessionScaling")) {
      sessions();
    }
    return text.toString();
  }

  private static Measurement point(String method, String parameter, int value) {
    return Measurement.of(method, 1).with(parameter, "" + value);
  }

  private static double micros(Sample sample) {
    return sample.nanos() / 1e3;
  }

  private static double inMillisecond(Sample sample) {
    return 1e6 / sample.nanos();
  }

  private void curve(
      Chart chart,
      String name,
      int[] places,
      int shift,
      IntFunction<Measurement> measurement,
      ToDoubleFunction<Sample> unit)
      throws RunnerException, IOException {
    List<List<Double>> values = new ArrayList<>();
    for (int ignored : places) {
      values.add(new ArrayList<>());
    }
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < places.length; i++) {
        Sample sample = runs.run(measurement.apply(places[i]));
        raw.add(RawNumbers.CURVE, round, measurement.apply(places[i]).toString(), 1, sample);
        values.get(i).add(unit.applyAsDouble(sample));
      }
    }
    double[] x = new double[places.length];
    double[] y = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      x[i] = places[i] + shift;
      y[i] =
          Sample.quantile(values.get(i).stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
    }
    chart.add(name, x, y);
    line(name, places, y);
  }

  private void sessions() throws IOException, InterruptedException {
    List<SessionsKeptAlive.Result> results = new ArrayList<>();
    for (int count : SESSIONS) {
      SessionsKeptAlive.Result result =
          JavaProcess.keptAlive(count, count > 1_000 ? 20 : 5, 5, count > 1_000 ? 20 : 5);
      raw.add(RawNumbers.CURVE, 1, result);
      results.add(result);
    }
    Chart chart = new Chart("Sessions kept alive", "sessions", "of all sessions together");
    sessions(chart, "heap, MiB", results, result -> result.bytes() * result.sessions() / (1 << 20));
    sessions(
        chart,
        "ms of processor time for one beat of each",
        results,
        result -> result.each() * result.sessions() * 1e3);
    sessions(chart, "s to open", results, SessionsKeptAlive.Result::opening);
    write("sessions", chart);
  }

  private void sessions(
      Chart chart,
      String name,
      List<SessionsKeptAlive.Result> results,
      ToDoubleFunction<SessionsKeptAlive.Result> value) {
    // What one session holds is a difference of two heaps, and can be lost in what else they hold.
    List<SessionsKeptAlive.Result> shown =
        results.stream().filter(result -> value.applyAsDouble(result) > 0).toList();
    double[] x = shown.stream().mapToDouble(SessionsKeptAlive.Result::sessions).toArray();
    double[] y = shown.stream().mapToDouble(value).toArray();
    chart.add(name, x, y);
    line(name, shown.stream().mapToInt(SessionsKeptAlive.Result::sessions).toArray(), y);
  }

  private void line(String name, int[] places, double[] values) {
    text.append("\n- ").append(name).append(": ");
    for (int i = 0; i < places.length; i++) {
      text.append(
          String.format(Locale.ROOT, "%s%d → %.4g", i == 0 ? "" : ", ", places[i], values[i]));
    }
    text.append('\n');
  }

  private void write(String name, Chart chart) throws IOException {
    Files.writeString(folder.resolve(name + ".svg"), chart.svg());
    text.append("\n![").append(name).append("](performance/").append(name).append(".svg)\n");
  }
}
