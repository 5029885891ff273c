package io.github.ibkrauth.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/**
 * One benchmark as it is run: which method, by how many threads, with which parameters. Immutable.
 *
 * @param method class and method, such as {@code SigningBenchmark.sign}
 * @param threads how many threads run it at once
 * @param parameters values of its parameters; the first of those that are not named
 * @param rate whether calls in a time are counted, and not the time of a call
 */
record Measurement(String method, int threads, Map<String, String> parameters, boolean rate) {

  static Measurement time(String method) {
    return new Measurement(method, 1, Map.of(), false);
  }

  static Measurement rate(String method, int threads) {
    return new Measurement(method, threads, Map.of(), true);
  }

  Measurement with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new Measurement(method, threads, Map.copyOf(more), rate);
  }

  /** Returns it as the raw numbers name it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(method);
    new TreeMap<>(parameters).forEach((name, value) -> text.append(' ').append(value));
    return threads == 1 ? text.toString() : text + " x" + threads;
  }
}
