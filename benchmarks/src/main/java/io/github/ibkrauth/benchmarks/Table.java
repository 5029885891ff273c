package io.github.ibkrauth.benchmarks;

import java.util.List;
import java.util.Locale;

/** The table of the results, in Markdown. Not thread-safe. */
final class Table {

  private static final int MOST_CORE = 2;
  private static final int MOST_KIB = 32;

  private final StringBuilder rows =
      new StringBuilder(
          "| what | measured against | to reach | measured: median [quartiles] | by processor time"
              + " | allocated |\n| --- | --- | --- | --- | --- | --- |\n");

  /** Adds a row of samples, ours and the other's of each round. */
  void add(Comparison row, List<Sample[]> samples) {
    double[] ratios = samples.stream().mapToDouble(pair -> row.ratio(pair[0], pair[1])).toArray();
    double[] busy =
        samples.stream().mapToDouble(pair -> row.processorRatio(pair[0], pair[1])).toArray();
    line(
        row.what(),
        row.against(),
        row.wanted(),
        measured(row, ratios),
        String.format(Locale.ROOT, "%.2f", Sample.quantile(busy, 0.5)),
        bytes(samples, 0) + " : " + bytes(samples, 1));
  }

  private static String measured(Comparison row, double[] ratios) {
    double ratio = Sample.quantile(ratios, 0.5);
    String text = String.format(Locale.ROOT, "%.2f", ratio);
    if (row.reached(ratio) != row.reached(Double.parseDouble(text))) {
      // What is shown must not contradict what is said of it.
      text = String.format(Locale.ROOT, "%.4f", ratio);
    }
    return (row.reached(ratio) ? text : "**" + text + "**") + spread(ratios, "%.2f");
  }

  private static String spread(double[] values, String form) {
    return String.format(
        Locale.ROOT,
        " [" + form + ", " + form + "]",
        Sample.quantile(values, 0.25),
        Sample.quantile(values, 0.75));
  }

  private static String bytes(List<Sample[]> samples, int side) {
    double bytes =
        Sample.quantile(samples.stream().mapToDouble(pair -> pair[side].bytes()).toArray(), 0.5);
    return bytes < 10_000
        ? String.format(Locale.ROOT, "%.0f B", bytes)
        : String.format(Locale.ROOT, "%.0f kB", bytes / 1000);
  }

  /** Adds two rows about so many sessions that are kept alive, measured several times. */
  void addKept(List<SessionsKeptAlive.Result> results) {
    String what =
        String.format(
            Locale.ROOT, "%,d sessions kept alive, a beat a minute", results.get(0).sessions());
    double[] percent = results.stream().mapToDouble(result -> result.share() * 100).toArray();
    double[] kib = results.stream().mapToDouble(result -> result.bytes() / 1024).toArray();
    line(
        what,
        "none",
        "≤ " + MOST_CORE + " % of one core",
        figure(Sample.quantile(percent, 0.5), "%.2f %%", MOST_CORE) + spread(percent, "%.2f"),
        "",
        "");
    line(
        what,
        "none",
        "≤ " + MOST_KIB + " KiB each",
        figure(Sample.quantile(kib, 0.5), "%.1f KiB", MOST_KIB) + spread(kib, "%.1f"),
        "",
        "");
  }

  /** Adds a row about the start of the command line. */
  void addStart(String what, double[] more, double target) {
    double median = Sample.quantile(more, 0.5);
    line(
        what,
        "an empty `main` with the same jar",
        String.format(Locale.ROOT, "≤ %.1f s more", target),
        figure(median, "%.2f s", target) + spread(more, "%.2f"),
        "",
        "");
  }

  private static String figure(double value, String form, double most) {
    String text = String.format(Locale.ROOT, form, value);
    return value <= most ? text : "**" + text + "**";
  }

  private void line(String... cells) {
    rows.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  String text() {
    return rows.toString();
  }
}
