package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Every single number, as CSV, written as soon as it is known. Not thread-safe. */
final class RawNumbers {

  /** What belongs to a row of the table. */
  static final String ROW = "row";

  /** What belongs to a point of a curve. */
  static final String CURVE = "curve";

  private final Path file;

  /** Begins a file anew. */
  RawNumbers(Path file) throws IOException {
    this.file = file;
    Files.writeString(file, "for,round,what,turn,value,unit,processor ns,bytes\n");
  }

  void add(String use, int round, String what, int turn, Sample sample) throws IOException {
    add(
        use,
        round,
        what,
        turn,
        sample.nanos(),
        "ns by the wall",
        String.format(Locale.ROOT, "%.6g,%.0f", sample.processor(), sample.bytes()));
  }

  void add(String use, int round, SessionsKeptAlive.Result result) throws IOException {
    String what = "SessionsKeptAlive " + result.sessions();
    add(use, round, what, result.bytes(), "bytes/session");
    add(use, round, what, result.beats(), "beats");
    add(use, round, what, result.spent(), "s of processor time");
    add(use, round, what, result.span(), "s looked at");
    add(use, round, what, result.opening(), "s to open all");
  }

  void add(String use, int round, String what, double value, String unit) throws IOException {
    add(use, round, what, 1, value, unit, ",");
  }

  private void add(
      String use, int round, String what, int turn, double value, String unit, String more)
      throws IOException {
    Files.writeString(
        file,
        String.format(
            Locale.ROOT, "%s,%d,%s,%d,%.6g,%s,%s%n", use, round, what, turn, value, unit, more),
        StandardOpenOption.APPEND);
  }
}
