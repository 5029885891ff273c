package io.github.ibkrauth.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs benchmarks by JMH, each time in a fresh Java machine for a second or two. Many short runs in
 * turns say more on a machine that does other work too than one long run each.
 */
final class JmhRuns {

  private static final TimeValue WARM_UP = TimeValue.milliseconds(500);
  private static final TimeValue SPAN = TimeValue.milliseconds(250);
  private static final int WARM_UPS = 3;
  private static final int ITERATIONS = 3;

  /** What takes long, or goes through much code, is compiled later. */
  private static final Map<String, Integer> LONGER =
      Map.of("AccountsCallBenchmark", 7, "OpeningBenchmark", 8, "LiveSessionTokenBenchmark", 8);

  private final Path log;

  JmhRuns(Path log) {
    this.log = log;
  }

  /** Runs one benchmark in a Java machine of its own. */
  Sample run(Measurement measurement) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + measurement.method().replace(".", "\\.") + "$")
            .mode(measurement.rate() ? Mode.Throughput : Mode.AverageTime)
            .threads(measurement.threads())
            .forks(1)
            .warmupIterations(warmUps(measurement))
            .warmupTime(WARM_UP)
            .measurementIterations(ITERATIONS)
            .measurementTime(SPAN)
            .addProfiler(GCProfiler.class)
            .addProfiler(ProcessorTime.class)
            .shouldFailOnError(true)
            .output(log.toString());
    measurement.parameters().forEach(options::param);
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.size() != 1) {
      throw new IllegalArgumentException(measurement + " is " + results.size() + " benchmarks");
    }
    return sample(results.iterator().next());
  }

  /**
   * Runs every benchmark there is for a moment, in this Java machine, with the least of its
   * parameters.
   *
   * @return the benchmarks that were run
   */
  static List<String> smoke(Path log) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("io\\.github\\.ibkrauth\\..*")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(10))
                    .timeout(TimeValue.minutes(1))
                    .param("parameters", "5")
                    .param("positions", "10")
                    .param("subscriptions", "10")
                    .param("fields", "2")
                    .shouldFailOnError(true)
                    .output(log.toString())
                    .build())
            .run();
    return results.stream().map(RunResult::getParams).map(JmhRuns::name).sorted().toList();
  }

  /** Many threads leave the compiler little time of the processors. */
  private static int warmUps(Measurement measurement) {
    String method = measurement.method();
    return LONGER.getOrDefault(method.substring(0, method.indexOf('.')), WARM_UPS)
        + Math.min(6, measurement.threads() / 4);
  }

  private static String name(BenchmarkParams params) {
    StringBuilder name = new StringBuilder(params.getBenchmark());
    params.getParamsKeys().forEach(key -> name.append(' ').append(params.getParam(key)));
    return name.toString();
  }

  private static Sample sample(RunResult result) {
    List<Double> scores = new ArrayList<>();
    List<Double> busy = new ArrayList<>();
    double bytes = Double.NaN;
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        scores.add(iteration.getPrimaryResult().getScore());
        Result<?> spent = iteration.getSecondaryResults().get(ProcessorTime.NAME);
        busy.add(spent == null ? Double.NaN : spent.getScore());
      }
      Result<?> allocated = fork.getSecondaryResults().get("gc.alloc.rate.norm");
      bytes = allocated == null ? bytes : allocated.getScore();
    }
    return new Sample(
        result.getPrimaryResult().getScoreUnit(),
        scores.stream().mapToDouble(Double::doubleValue).toArray(),
        busy.stream().mapToDouble(Double::doubleValue).toArray(),
        bytes);
  }
}
