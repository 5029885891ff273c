package io.github.ibkrauth.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/**
 * One benchmark as it is run: which method, by how many threads, with which parameters. Immutable.
 *
 * @param method class and method, such as {@code SigningBenchmark.sign}
 * @param threads how many threads run it at once
 * @param parameters values of its parameters; the first of those that are not named
 */
record Measurement(String method, int threads, Map<String, String> parameters) {

  static Measurement of(String method, int threads) {
    return new Measurement(method, threads, Map.of());
  }

  Measurement with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new Measurement(method, threads, Map.copyOf(more));
  }

  /** Returns it as the raw numbers name it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(method);
    new TreeMap<>(parameters).forEach((name, value) -> text.append(' ').append(value));
    return threads == 1 ? text.toString() : text + " x" + threads;
  }
}
