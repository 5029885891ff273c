package io.github.ibkrauth.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ibkrauth.ibkr.ws.FrameReader;
import io.github.ibkrauth.ibkr.ws.MarketData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to turn a market data message into its record, beside Jackson's bare tree of the
 * same bytes. The aim is at most one and a half times. Many short forks, because the machine is
 * shared: compare medians.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public class StreamDecodingBenchmark {

  private static final String HEAD =
      "{\"server_id\":\"q0\",\"conidEx\":\"265598\",\"conid\":265598,\"_updated\":1702334859712,"
          + "\"6119\":\"q0\",";
  private static final String TAIL = "\"topic\":\"smd+265598\"}";

  private final FrameReader reader = new FrameReader();
  private final ObjectMapper mapper = new ObjectMapper();
  private byte[] message;

  /** How many fields changed: two, as in most messages, or ten, as in the first. */
  @Param({"2", "10"})
  public int fields;

  /** Writes the message. */
  @Setup
  public void write() {
    String[] all = {
      "\"31\":\"193.18\",", "\"84\":\"193.06\",", "\"86\":\"193.20\",", "\"88\":\"1,200\",",
      "\"85\":\"900\",", "\"7059\":\"100\",", "\"55\":\"AAPL\",", "\"7051\":\"APPLE INC\",",
      "\"6509\":\"RpB\",", "\"7762\":\"54123987\","
    };
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < fields; i++) {
      text.append(all[i]);
    }
    message = text.append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The bare tree. */
  @Benchmark
  public JsonNode tree() throws IOException {
    return mapper.readTree(message);
  }

  /** The record. */
  @Benchmark
  public Optional<MarketData> record() {
    return reader.marketData(message);
  }
}
