package io.github.ibkrauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every benchmark for a moment, so that none rots. Says nothing about time. */
class SmokeTest {

  @Test
  void benchmarks_whenRunForAMoment_workOneAndAll(@TempDir Path folder) throws Exception {
    List<String> names = JmhRuns.smoke(folder.resolve("jmh.log"));

    assertThat(names).hasSizeGreaterThan(20);
    assertThat(Comparison.all())
        .allSatisfy(
            row -> {
              assertThat(names).anyMatch(name -> runs(name, row.subject()));
              assertThat(names).anyMatch(name -> runs(name, row.peer()));
            });
  }

  @Test
  void rows_whenRunInTurnsForAMoment_bringSomethingOnBothSides() throws Throwable {
    for (Comparison row : Comparison.all()) {
      try (Bodies bodies = new Bodies(row.subject().parameters())) {
        assertThat(bodies.of(row.subject().method()).call()).as(row.subject().method()).isNotNull();
        assertThat(bodies.of(row.peer().method()).call()).as(row.peer().method()).isNotNull();
      }
    }
  }

  @Test
  void sessions_whenKeptForAMoment_areReadyAndBeat() throws Exception {
    SessionsKeptAlive.Result result =
        SessionsKeptAlive.measure(3, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMillis(1200));

    assertThat(result.beats()).isGreaterThanOrEqualTo(3);
    assertThat(SessionsKeptAlive.Result.of(result.line()).sessions()).isEqualTo(3);
  }

  private static boolean runs(String name, Measurement measurement) {
    return name.split(" ")[0].endsWith("." + measurement.method());
  }
}
