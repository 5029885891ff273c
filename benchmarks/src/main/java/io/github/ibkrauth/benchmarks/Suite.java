package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Runs everything, and writes what it gave: a table, plots, and the raw numbers. {@code
 * benchmarks/run} starts it.
 *
 * <p>Arguments: the directory to write to; how many rounds; and, optionally, a word that must occur
 * in what is run.
 */
public final class Suite {

  private static final String BEGIN = "<!-- results:begin -->";
  private static final String END = "<!-- results:end -->";

  /** Of each row in a round. */
  private static final int TURNS = 25;

  private final Path folder;
  private final int rounds;
  private final Predicate<String> wanted;
  private final JmhRuns runs;
  private final RawNumbers raw;

  private Suite(Path folder, int rounds, Predicate<String> wanted) throws IOException {
    this.folder = folder;
    this.rounds = rounds;
    this.wanted = wanted;
    this.runs = new JmhRuns(Files.createTempFile("jmh", ".log"));
    this.raw = new RawNumbers(folder.resolve("raw.csv"));
  }

  /** Runs it all. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    int rounds = Integer.parseInt(args[1]);
    String word = args.length > 2 ? args[2] : "";
    new Suite(folder, rounds, name -> name.contains(word)).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Machine machine = Machine.here();
    Table table = new Table();
    String began = machine.text(rounds);
    comparisons(table);
    if (wanted.test("SessionsKeptAlive")) {
      keptAlive(table);
    }
    if (wanted.test("StartUp")) {
      new StartUp(raw).run(table, Math.max(5, 2 * rounds));
    }
    String plots = new Scaling(runs, raw, folder, rounds, wanted).run();
    String results = began + "\n" + table.text() + plots;
    System.out.println(results);
    Path page = folder.resolveSibling(folder.getFileName() + ".md");
    if (Files.exists(page)) {
      Files.writeString(page, shown(Files.readString(page), results));
    }
  }

  /** Returns a page with the results in the place that is kept for them. */
  static String shown(String page, String results) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page has no place between " + BEGIN + " and " + END);
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + results + page.substring(end);
  }

  /** Compares every row in a Java machine of its own, round after round. */
  private void comparisons(Table table) throws IOException, InterruptedException {
    List<Comparison> rows =
        Comparison.all().stream()
            .filter(row -> wanted.test(row.subject() + " " + row.peer()))
            .toList();
    Map<Comparison, List<Sample[]>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Comparison row : rows) {
        List<Sample[]> turns = JavaProcess.paired(row, TURNS);
        for (int turn = 1; turn <= turns.size(); turn++) {
          Sample[] both = turns.get(turn - 1);
          String against = row.subject() + " / " + row.peer();
          raw.add(RawNumbers.ROW, round, row.subject() + " of " + against, turn, both[0]);
          raw.add(RawNumbers.ROW, round, row.peer() + " of " + against, turn, both[1]);
        }
        samples.computeIfAbsent(row, key -> new ArrayList<>()).addAll(turns);
      }
      System.err.printf(Locale.ROOT, "round %d of %d%n", round, rounds);
    }
    samples.forEach(table::add);
  }

  private void keptAlive(Table table) throws IOException, InterruptedException {
    List<SessionsKeptAlive.Result> results = new ArrayList<>();
    for (int round = 1; round <= Math.min(3, rounds); round++) {
      SessionsKeptAlive.Result result = JavaProcess.keptAlive(1_000, 5, 20, 20);
      raw.add(RawNumbers.ROW, round, result);
      results.add(result);
    }
    table.addKept(results);
  }
}
