package io.github.ibkrauth.benchmarks;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks by JMH, each time in a fresh Java machine for a second or two. */
final class JmhRuns {

  private static final TimeValue WARM_UP = TimeValue.milliseconds(500);
  private static final TimeValue SPAN = TimeValue.milliseconds(250);

  /** Many threads take turns on the processors: each must have had several. */
  private static final TimeValue SPAN_OF_MANY = TimeValue.milliseconds(750);

  private static final int WARM_UPS = 3;
  private static final int ITERATIONS = 3;

  /** What takes long, or goes through much code, is compiled later. */
  private static final Map<String, Integer> LONGER = Map.of("AccountsCallBenchmark", 14);

  private final Path log;

  JmhRuns(Path log) {
    this.log = log;
  }

  /** Runs one benchmark in a Java machine of its own. */
  Sample run(Measurement measurement) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + measurement.method().replace(".", "\\.") + "$")
            .mode(Mode.AverageTime)
            .threads(measurement.threads())
            .forks(1)
            .warmupIterations(warmUps(measurement))
            .warmupTime(WARM_UP)
            .measurementIterations(ITERATIONS)
            .measurementTime(measurement.threads() > 1 ? SPAN_OF_MANY : SPAN)
            .addProfiler(CallingThreads.class)
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
    double[] wall = new double[ITERATIONS];
    double[] processor = new double[ITERATIONS];
    double[] bytes = new double[ITERATIONS];
    int i = 0;
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        wall[i] = 1e6 / counted(iteration, CallingThreads.RATE);
        processor[i] = counted(iteration, CallingThreads.PROCESSOR);
        bytes[i] = counted(iteration, CallingThreads.BYTES);
        i++;
      }
    }
    return new Sample(
        Sample.quantile(wall, 0.5), Sample.quantile(processor, 0.5), Sample.quantile(bytes, 0.5));
  }

  private static double counted(IterationResult iteration, String name) {
    Result<?> result = iteration.getSecondaryResults().get(name);
    if (result == null) {
      throw new IllegalStateException("an iteration did nothing that could be counted");
    }
    return result.getScore();
  }
}
