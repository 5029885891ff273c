package io.github.ibkrauth.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
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
 * A profiler that counts, for the threads that run a benchmark, the processor time and the bytes of
 * an operation, and how many operations all of them did in a time by the wall. What other programs
 * do on the machine reaches the processor time far less than the time by the wall; what a server in
 * the same process allocates is not counted. Use: {@code -prof
 * io.github.ibkrauth.benchmarks.CallingThreads}.
 *
 * <p>JMH's own rate of several threads is the sum of each thread's rate over its own time. With
 * more threads than processors a thread that comes to run late does a few operations at full speed
 * and adds that whole rate: sums larger than the processors could do. Hence the rate here.
 */
public final class CallingThreads implements InternalProfiler {

  static final String PROCESSOR = "caller.processor.norm";
  static final String BYTES = "caller.bytes.norm";
  static final String RATE = "caller.rate";

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private Map<Long, long[]> before = Map.of();
  private long start;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = counts();
    start = System.nanoTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long span = System.nanoTime() - start;
    long processor = 0;
    long bytes = 0;
    for (Map.Entry<Long, long[]> thread : counts().entrySet()) {
      long[] earlier = before.getOrDefault(thread.getKey(), new long[2]);
      processor += thread.getValue()[0] - earlier[0];
      bytes += thread.getValue()[1] - earlier[1];
    }
    double operations = result.getMetadata().getAllOps();
    return operations == 0
        ? List.of()
        : List.of(
            new ScalarResult(PROCESSOR, processor / operations, "ns/op", AggregationPolicy.AVG),
            new ScalarResult(BYTES, bytes / operations, "B/op", AggregationPolicy.AVG),
            new ScalarResult(RATE, operations * 1e6 / span, "ops/ms", AggregationPolicy.AVG));
  }

  private Map<Long, long[]> counts() {
    Map<Long, long[]> counts = new HashMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().contains("jmh-worker")) {
        long id = thread.getId();
        counts.put(
            id,
            new long[] {
              Math.max(0, threads.getThreadCpuTime(id)),
              Math.max(0, threads.getThreadAllocatedBytes(id))
            });
      }
    }
    return counts;
  }

  @Override
  public String getDescription() {
    return "Processor time, bytes and rate of the benchmark's threads";
  }
}
