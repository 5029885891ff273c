package io.github.ibkrauth.ibkr.weeks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Plays every fault at every step of opening and using a session, with every strategy, and compares
 * the outcomes with the table in {@code docs/sessions.md}. Run with {@code
 * -Dibkrauth.matrix.write=true} it writes the table.
 */
class FaultMatrixTest {

  private static final String BEGIN = "<!-- fault-matrix:begin -->\n";
  private static final String END = "<!-- fault-matrix:end -->";

  private static final String LEGEND =
      """

      The columns are the requests of opening a session, each met by the first call of a new client, and then those of a client whose session is `READY`. A cell says what
      the call does: it *works*, perhaps after the request was *asked again*, or it throws an exception, named without `Exception` and with the broker's status or the error's code.
      *Then* is the same call two minutes later; for a beat it is the state after two and a half minutes, and a call. What may change anything is sent once, whatever happens.
      """;

  /** Held strongly: the logging system forgets the level of a logger nobody holds. */
  private static final Logger LOG = Logger.getLogger("io.github.ibkrauth");

  @BeforeAll
  static void quieten() {
    LOG.setLevel(Level.SEVERE);
  }

  @AfterAll
  static void restore() {
    LOG.setLevel(null);
  }

  @Test
  void session_whenAnythingFailsAnywhere_behavesAsTheTableSays() throws IOException {
    // Side by side: each has a simulator of its own.
    String text =
        LEGEND
            + strategies().parallelStream()
                .map(FaultMatrixTest::section)
                .collect(Collectors.joining());
    Path document = document();
    String before = Files.readString(document);
    int begin = before.indexOf(BEGIN) + BEGIN.length();
    int end = before.indexOf(END);
    assertThat(before).contains(BEGIN).contains(END);
    if (Boolean.getBoolean("ibkrauth.matrix.write")) {
      Files.writeString(document, before.substring(0, begin) + text + before.substring(end));
    } else {
      assertThat(text).isEqualTo(before.substring(begin, end));
    }
  }

  private static List<String> strategies() {
    try (IbkrSimulator any = IbkrSimulator.builder().start()) {
      return any.strategyIds().stream().sorted().toList();
    }
  }

  private static String section(String strategy) {
    try (Stage stage = new Stage(strategy)) {
      return section(strategy, stage);
    }
  }

  private static String section(String strategy, Stage stage) {
    List<Trial.Step> steps = Trial.steps(strategy, stage.account());
    List<Trial.Step> later = steps.stream().filter(Trial.Step::opened).toList();
    List<Trial.Event> events =
        Trial.EVENTS.stream()
            .filter(event -> event.strategy().isEmpty() || event.strategy().equals(strategy))
            .toList();
    return "\n### "
        + strategy
        + "\n\nOnce:\n\n"
        + table(
            "fault", steps, Trial.FAULTS, Trial.Fault::name, (s, f) -> checked(stage, s, f, false))
        + "\nUntil it is mended: the first call, the state five minutes later, and a call ten"
        + " minutes after the end of the fault:\n\n"
        + table(
            "fault",
            steps,
            Trial.FAULTS.stream().filter(Trial.Fault::lasts).toList(),
            Trial.Fault::name,
            (s, f) -> checked(stage, s, f, true))
        + "\nWhen something happens at the broker between two calls:\n\n"
        + table("event", later, events, Trial.Event::name, stage::after);
  }

  /** Plays, and checks that what must go out once did. */
  private static String checked(Stage stage, Trial.Step step, Trial.Fault fault, boolean lasting) {
    String outcome = lasting ? stage.lasting(step, fault) : stage.once(step, fault);
    if (step.isWrite() && outcome.startsWith("works")) {
      assertThat(stage.count(step)).as(fault.name() + " at a write").isEqualTo(1);
    }
    return outcome;
  }

  private static <R> String table(
      String corner,
      List<Trial.Step> steps,
      List<R> rows,
      Function<R, String> name,
      java.util.function.BiFunction<Trial.Step, R, String> cell) {
    StringBuilder text = new StringBuilder("| " + corner + " |");
    steps.forEach(step -> text.append(' ').append(step.name()).append(" |"));
    text.append("\n| --- |").append(" --- |".repeat(steps.size())).append('\n');
    for (R row : rows) {
      text.append("| ")
          .append(name.apply(row))
          .append(" | ")
          .append(
              steps.stream().map(step -> cell.apply(step, row)).collect(Collectors.joining(" | ")))
          .append(" |\n");
    }
    return text.toString();
  }

  private static Path document() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path document = folder.resolve("docs").resolve("sessions.md");
      if (Files.exists(document)) {
        return document;
      }
    }
    return Assumptions.abort("docs/sessions.md is not here");
  }
}
