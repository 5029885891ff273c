package io.github.ibkrauth.benchmarks;

import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How the time to sign by OAuth 1.0a grows with the query, in the order that is hardest to sort.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class QueryScaling {

  /** How many parameters. */
  @Param({"0", "1", "5", "10", "20", "50"})
  public int parameters;

  private SignableRequest request;

  /** Writes the request; the parameters come in falling order. */
  @Setup
  public void write() {
    String query =
        IntStream.range(0, parameters)
            .mapToObj(i -> "parameter" + (99 - i) + "=value" + i)
            .collect(Collectors.joining("&"));
    request =
        SignableRequest.builder(
                "GET",
                URI.create(
                    "https://api.ibkr.com/v1/api/iserver/marketdata/snapshot"
                        + (query.isEmpty() ? "" : "?" + query)))
            .build();
  }

  /** The whole header. */
  @Benchmark
  public RequestAuthorization sign(SignedInSession session) {
    return session.signer().authorize(request);
  }
}
