package io.github.ibkrauth.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A profiler that counts the processor time of the threads that run a benchmark, for each
 * operation. What other programs do on the machine reaches it far less than it reaches the time on
 * the wall. Use: {@code -prof io.github.ibkrauth.benchmarks.ProcessorTime}.
 */
public final class ProcessorTime implements InternalProfiler {

  static final String NAME = "cpu.time.norm";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Map<Long, Long> before = Map.of();

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = times();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long spent = 0;
    for (Map.Entry<Long, Long> thread : times().entrySet()) {
      spent += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    long operations = result.getMetadata().getAllOps();
    return operations == 0
        ? List.of()
        : List.of(
            new ScalarResult(NAME, (double) spent / operations, "ns/op", AggregationPolicy.AVG));
  }

  private Map<Long, Long> times() {
    Map<Long, Long> times = new HashMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().contains("jmh-worker")) {
        times.put(thread.getId(), Math.max(0, threads.getThreadCpuTime(thread.getId())));
      }
    }
    return times;
  }

  @Override
  public String getDescription() {
    return "Processor time of the benchmark's threads, for each operation";
  }
}
