package io.github.ibkrauth.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ibkrauth.ibkr.ws.FrameReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many market data messages one core decodes in a second, by the processor time of the thread,
 * so that other programs on the machine do not count. Record and bare tree take turns.
 */
public final class StreamRate {

  private static final int ROUNDS = 15;
  private static final long SPAN = 400_000_000L;
  private static final byte[] MESSAGE =
      ("{\"server_id\":\"q0\",\"conidEx\":\"265598\",\"conid\":265598,\"_updated\":1702334859712,"
              + "\"6119\":\"q0\",\"31\":\"193.18\",\"84\":\"193.06\",\"topic\":\"smd+265598\"}")
          .getBytes(StandardCharsets.UTF_8);

  private StreamRate() {}

  /** Measures, and prints medians. */
  public static void main(String[] args) throws IOException {
    FrameReader reader = new FrameReader();
    ObjectMapper mapper = new ObjectMapper();
    double[] records = new double[ROUNDS];
    double[] trees = new double[ROUNDS];
    for (int round = -5; round < ROUNDS; round++) {
      double record = perSecond(() -> reader.marketData(MESSAGE).isPresent() ? 1 : 0);
      double tree = perSecond(() -> mapper.readTree(MESSAGE).size());
      if (round >= 0) {
        records[round] = record;
        trees[round] = tree;
      }
    }
    Arrays.sort(records);
    Arrays.sort(trees);
    System.out.printf(
        Locale.ROOT,
        "records %.0f/s, trees %.0f/s, time of a record / time of a tree %.2f%n",
        records[ROUNDS / 2],
        trees[ROUNDS / 2],
        trees[ROUNDS / 2] / records[ROUNDS / 2]);
  }

  private static double perSecond(Decoding decoding) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    long count = 0;
    long spent = 0;
    while (spent < SPAN) {
      for (int i = 0; i < 1_000; i++) {
        count += decoding.decode() > 0 ? 1 : 0;
      }
      spent = threads.getCurrentThreadCpuTime() - start;
    }
    return count * 1e9 / spent;
  }

  /** Decodes one message; what it returns is used, so that it is not left out. */
  private interface Decoding {
    int decode() throws IOException;
  }
}
