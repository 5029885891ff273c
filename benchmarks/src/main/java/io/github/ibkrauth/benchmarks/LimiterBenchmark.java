package io.github.ibkrauth.benchmarks;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.endpoint.LimitSettings;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import io.github.ibkrauth.ibkr.endpoint.RequestLimiter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a call to pass the limiter when nothing holds it up: a place at two meters, taken,
 * noted as sent and given back.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LimiterBenchmark {

  private final AuthRuntime runtime = AuthRuntime.system();
  private final RequestLimiter limiter =
      RequestLimiter.of(
          LimitSettings.from(
              AuthConfig.builder()
                  .values(
                      "benchmark",
                      Map.of(
                          "ibkr.limits.global", "999999 / 1 ms",
                          "ibkr.limits.endpoints", "/tickle = 999999 / 1 ms"))
                  .build()),
          "oauth2-jwt",
          runtime,
          new PenaltyBox(runtime.clock()));
  private final RequestLimiter unlimited = RequestLimiter.none(runtime);

  /** Ends threads. */
  @TearDown
  public void close() {
    runtime.close();
  }

  /** Through two meters. */
  @Benchmark
  public long pass() {
    return limiter.asTickle(() -> 1L);
  }

  /** With no limits at all: what is left is the look at the penalties. */
  @Benchmark
  public long passUnlimited() {
    return unlimited.asTickle(() -> 1L);
  }
}
