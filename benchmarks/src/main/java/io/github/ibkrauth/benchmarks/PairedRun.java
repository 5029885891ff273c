package io.github.ibkrauth.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Runs two benchmarks in one Java machine, in turns of a tenth of a second. A machine that is
 * shared with others is at one moment half as fast as at the next: two turns that follow each other
 * meet the same moment, two Java machines that are started one after the other do not. Who begins
 * changes from round to round.
 *
 * <p>Arguments: method and number of threads of ours, then of the other; parameters, such as {@code
 * strategy=oauth1a}, or {@code -}; for how many milliseconds each is warmed up; how many rounds.
 * Prints a line of numbers for each turn.
 */
public final class PairedRun {

  private static final long TURN_MILLIS = 100;
  private static final long WARM_TURN_MILLIS = 250;
  private static final int LAST_WARM_TURNS = 4;
  private static final double LEAST_BATCH_NANOS = 20_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private volatile boolean stop;

  private PairedRun() {}

  /** Runs both, and prints what each turn gave. */
  public static void main(String[] args) throws Throwable {
    new PairedRun().run(args);
    System.exit(0);
  }

  private void run(String[] args) throws Throwable {
    try (Bodies bodies = new Bodies(parameters(args[4]))) {
      Side ours = side(bodies, args[0], Integer.parseInt(args[1]));
      Side other = side(bodies, args[2], Integer.parseInt(args[3]));
      // By one thread each: many would leave the compiler little of the processors.
      for (long warm = Long.parseLong(args[5]); warm > 0; warm -= WARM_TURN_MILLIS) {
        turn(ours.alone(), WARM_TURN_MILLIS);
        turn(other.alone(), WARM_TURN_MILLIS);
      }
      for (int i = 0; i < LAST_WARM_TURNS; i++) {
        warmUp(ours);
        warmUp(other);
      }
      int rounds = Integer.parseInt(args[6]);
      for (int round = 1; round <= rounds; round++) {
        boolean first = round % 2 == 1;
        Sample one = turn(first ? ours : other, TURN_MILLIS);
        Sample two = turn(first ? other : ours, TURN_MILLIS);
        System.out.println((first ? one : two).line() + ";" + (first ? two : one).line());
      }
    }
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String one : text.split(",", -1)) {
      String[] parts = one.split("=", 2);
      if (parts.length == 2) {
        parameters.put(parts[0], parts[1]);
      }
    }
    return parameters;
  }

  private static Side side(Bodies bodies, String name, int threads) throws Throwable {
    List<Callable<?>> calls = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      calls.add(bodies.of(name));
    }
    return new Side(calls);
  }

  /** Also finds out how many calls a thread may make before it looks whether the turn is over. */
  private void warmUp(Side side) throws Exception {
    Sample sample = turn(side, WARM_TURN_MILLIS);
    side.batch = (int) Math.max(1, Math.min(1000, LEAST_BATCH_NANOS / sample.nanos()));
  }

  private Sample turn(Side side, long millis) throws Exception {
    stop = false;
    CountDownLatch start = new CountDownLatch(1);
    List<Future<long[]>> running = new ArrayList<>();
    for (Callable<?> call : side.calls) {
      running.add(
          pool.submit(
              () -> {
                start.await();
                return counted(call, side.batch);
              }));
    }
    long begin = System.nanoTime();
    start.countDown();
    Thread.sleep(millis);
    stop = true;
    long[] sum = new long[3];
    long end = begin;
    for (Future<long[]> future : running) {
      long[] counts = future.get();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += counts[i];
      }
      end = Math.max(end, counts[3]);
    }
    double calls = sum[0];
    return new Sample((end - begin) / calls, sum[1] / calls, sum[2] / calls);
  }

  /** Returns calls, processor time, bytes, and when it ended. */
  private long[] counted(Callable<?> call, int batch) throws Exception {
    // What is returned must be made in full; the text is JMH's, which asks for it.
    Blackhole sink =
        new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is"
                + " dangerous.");
    long id = Thread.currentThread().getId();
    long processor = threads.getThreadCpuTime(id);
    long bytes = threads.getThreadAllocatedBytes(id);
    long calls = loop(call, batch, sink);
    return new long[] {
      calls,
      threads.getThreadCpuTime(id) - processor,
      threads.getThreadAllocatedBytes(id) - bytes,
      System.nanoTime()
    };
  }

  private long loop(Callable<?> call, int batch, Blackhole sink) throws Exception {
    long calls = 0;
    do {
      for (int i = 0; i < batch; i++) {
        sink.consume(call.call());
      }
      calls += batch;
    } while (!stop);
    return calls;
  }

  /** One of the two: what each of its threads calls. */
  private static final class Side {

    private final List<Callable<?>> calls;
    private int batch = 1;

    Side(List<Callable<?>> calls) {
      this.calls = calls;
    }

    /** Returns it with its first thread only. */
    Side alone() {
      return new Side(calls.subList(0, 1));
    }
  }
}
