package io.github.ibkrauth.benchmarks;

import java.util.Locale;

/** Every single number, as CSV. Not thread-safe. */
final class RawNumbers {

  private final StringBuilder text =
      new StringBuilder("round,what,iteration,value,unit,processor ns,bytes\n");

  void add(int round, String what, Sample sample) {
    for (int i = 0; i < sample.scores().length; i++) {
      add(
          round,
          what,
          i + 1,
          sample.scores()[i],
          sample.unit(),
          "%.1f,%.0f".formatted(sample.processor()[i], sample.bytes()));
    }
  }

  void add(SessionsKeptAlive.Result result) {
    String what = "SessionsKeptAlive " + result.sessions();
    add(1, what, 1, result.bytes(), "bytes/session", ",");
    add(1, what, 1, result.share() * 100, "% of one core with a beat a minute", ",");
    add(1, what, 1, result.each() * 1e6, "us/beat", ",");
    add(1, what, 1, result.opening() / result.sessions() * 1e3, "ms/opening", ",");
  }

  void add(int round, String what, double value, String unit) {
    add(round, what, 1, value, unit, ",");
  }

  private void add(int round, String what, int iteration, double value, String unit, String more) {
    text.append(
        String.format(
            Locale.ROOT, "%d,%s,%d,%.4f,%s,%s%n", round, what, iteration, value, unit, more));
  }

  String text() {
    return text.toString();
  }
}
