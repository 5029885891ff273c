package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.Position;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How the time to read all positions of an account grows with their number, without network: pages
 * of a hundred, each position made and its value added up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PositionsScaling {

  /** How many positions. */
  @Param({"10", "100", "1000", "10000"})
  public int positions;

  private IbkrClient client;

  /** Connects to a broker in this process. */
  @Setup
  public void connect() {
    Map<String, String> settings = new HashMap<>(CannedBroker.oauth2("https://api.ibkr.com"));
    settings.put("ibkr.limits.global", "999999 / 1 ms");
    HttpTransport transport = new CannedTransport(new CannedBroker(positions));
    client =
        IbkrClient.builder(
                AuthConfig.builder().values("benchmark", settings).build().under("ibkr.auth"))
            .transport(transport)
            .connect();
    if (client.portfolio().positions(CannedBroker.ACCOUNT).count() != positions) {
      throw new IllegalStateException("not every position comes");
    }
  }

  /** Ends it. */
  @TearDown
  public void close() {
    client.close();
  }

  /** Reads all, and adds up what they are worth. */
  @Benchmark
  public BigDecimal read() {
    return client
        .portfolio()
        .positions(CannedBroker.ACCOUNT)
        .map(Position::marketValue)
        .map(Num::value)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
