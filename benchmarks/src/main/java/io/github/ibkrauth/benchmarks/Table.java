package io.github.ibkrauth.benchmarks;

import java.util.List;
import java.util.Locale;

/** The table of the results, in Markdown. Not thread-safe. */
final class Table {

  private static final int LEAST_CORE = 2;
  private static final int LEAST_KIB = 32;

  private final StringBuilder rows =
      new StringBuilder(
          "| what | measured against | to reach | measured: median [quartiles] | by processor time"
              + " | allocated |\n| --- | --- | --- | --- | --- | --- |\n");

  /** Adds a row of samples, ours and the other's of each round. */
  void add(Comparison row, List<Sample[]> samples) {
    double[] ratios = samples.stream().mapToDouble(pair -> row.ratio(pair[0], pair[1])).toArray();
    double[] busy =
        samples.stream().mapToDouble(pair -> row.processorRatio(pair[0], pair[1])).toArray();
    double ratio = Sample.quantile(ratios, 0.5);
    String measured =
        String.format(
            Locale.ROOT,
            "%s%.2f [%.2f, %.2f]%s",
            row.reached(ratio) ? "" : "**",
            ratio,
            Sample.quantile(ratios, 0.25),
            Sample.quantile(ratios, 0.75),
            row.reached(ratio) ? "" : "**");
    line(
        row.what(),
        row.against(),
        row.wanted(),
        measured,
        String.format(Locale.ROOT, "%.2f", Sample.quantile(busy, 0.5)),
        bytes(samples, 0) + " : " + bytes(samples, 1));
  }

  private static String bytes(List<Sample[]> samples, int side) {
    double bytes =
        Sample.quantile(samples.stream().mapToDouble(pair -> pair[side].bytes()).toArray(), 0.5);
    return bytes < 10_000
        ? String.format(Locale.ROOT, "%.0f B", bytes)
        : String.format(Locale.ROOT, "%.0f kB", bytes / 1000);
  }

  /** Adds two rows about sessions that are kept alive. */
  void add(SessionsKeptAlive.Result result) {
    String what =
        String.format(Locale.ROOT, "%,d sessions kept alive, a beat a minute", result.sessions());
    double percent = result.share() * 100;
    double kib = result.bytes() / 1024;
    line(
        what,
        "none",
        "≤ " + LEAST_CORE + " % of one core",
        figure(percent, "%.2f %%", LEAST_CORE),
        "",
        "");
    line(what, "none", "≤ " + LEAST_KIB + " KiB each", figure(kib, "%.1f KiB", LEAST_KIB), "", "");
  }

  /** Adds a row about the start of the command line. */
  void addStart(String what, double[] more, double target) {
    double median = Sample.quantile(more, 0.5);
    line(
        what,
        "an empty `main` with the same jar",
        String.format(Locale.ROOT, "≤ %.1f s more", target),
        figure(median, "%.2f s", target)
            + String.format(
                Locale.ROOT,
                " [%.2f, %.2f]",
                Sample.quantile(more, 0.25),
                Sample.quantile(more, 0.75)),
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
