package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaceTest {

  private static final Duration APART = Duration.ofMillis(300);
  private static final String HERE = "https://here";

  @TempDir Path directory;

  @Test
  void call_whenAnotherProgramHasJustCalled_waitsForItsTurn() {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      new Pace(directory, APART).call(HERE, "orders", () -> times.add(System.nanoTime()));
    }

    assertThat(times.get(2) - times.get(0)).isGreaterThan(APART.toNanos() * 2 - 50_000_000);
  }

  @Test
  void call_whenTheOthersAreOfAnotherKindOrServer_doesNotWait() {
    Pace hour = new Pace(directory, Duration.ofHours(1));

    assertThat(hour.call(HERE, "orders", () -> 1)).isEqualTo(1);
    assertThat(hour.call(HERE, "trades", () -> 2)).isEqualTo(2);
    assertThat(hour.call("https://there", "orders", () -> 3)).isEqualTo(3);
  }

  @Test
  void call_whenTheFileHoldsNonsenseOrTheFarFuture_doesNotWait() throws IOException {
    Pace pace = new Pace(directory, APART);
    pace.call(HERE, "orders", () -> 1);
    Path file;
    try (var files = Files.list(directory)) {
      file = files.findFirst().orElseThrow();
    }
    for (String content : new String[] {"", "soon", "99999999999999"}) {
      Files.writeString(file, content);
      long started = System.nanoTime();
      pace.call(HERE, "orders", () -> 1);

      assertThat(System.nanoTime() - started).isLessThan(Duration.ofSeconds(60).toNanos());
    }
  }

  @Test
  void callTwice_whenTheFirstAnswerIsWhole_callsOnce() {
    List<String> calls = new ArrayList<>();
    Pace pace = new Pace(directory, Duration.ZERO);

    pace.callTwice(HERE, "x", () -> calls.add("whole"), added -> true);
    pace.callTwice(HERE, "x", () -> calls.add("not whole"), added -> false);

    assertThat(calls).containsExactly("whole", "not whole", "not whole");
  }
}
