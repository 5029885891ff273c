package io.github.ibkrauth.auth.store.file;

import static io.github.ibkrauth.auth.store.file.Samples.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes write, and are killed without warning. */
class KilledProcessTest {

  private static final int KILLS = Integer.getInteger("ibkrauth.store.kills", 15);

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final SealingKeys keys = Samples.keys(Samples.FIRST_KEY);
  private final Random random = new Random(7);

  @Test
  void restart_whenTheWriterWasKilledAtAnyMoment_readsTheOldValueOrTheNew() throws Exception {
    int leftovers = 0;
    int untold = 0;
    long told = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      told = Math.max(told, lastVersionOfOneThatIsKilled());
      leftovers += Samples.files(folder).stream().anyMatch(name -> name.endsWith(".new")) ? 1 : 0;

      FileTokenStore store = FileTokenStore.open(folder, keys, AuthRuntime.system());
      long version = StoreWriter.check(store, keys);

      assertThat(version).as("kill %d", kill).isBetween(told, told + 1);
      assertThat(Samples.files(folder))
          .as("kill %d", kill)
          .allMatch(name -> name.endsWith(".token") || name.endsWith(".lease"));
      untold += version > told ? 1 : 0;
      told = version;
    }
    System.getLogger(KilledProcessTest.class.getName())
        .log(
            System.Logger.Level.INFO,
            "{0} kills, {1} versions written; {2} in the middle of a file, {3} between writing and"
                + " telling",
            KILLS,
            told,
            leftovers,
            untold);
    assertThat(told).as("something was written").isGreaterThan(KILLS / 2);
    assertThat(KILLS < 500 || leftovers > 0).as("a kill met the middle of a file").isTrue();
  }

  @Test
  void replace_whenTwoProcessesRace_losesNoUpdate() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(StoreWriter.start(folder, 60));
    }
    FileTokenStore store = FileTokenStore.open(folder, keys, AuthRuntime.system());
    for (int i = 0; i < 30; i++) {
      StoreWriter.increment(store, keys);
    }
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }

    assertThat(keys.open(KEY, store.load(KEY).orElseThrow().sealed()).reveal()).isEqualTo("150");
  }

  /** Returns the last version that the process has told; 0 when it came to none. */
  private long lastVersionOfOneThatIsKilled() throws IOException, InterruptedException {
    Process process = StoreWriter.start(folder, 0);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      long last = 0;
      if (random.nextInt(10) > 0) {
        last = Long.parseLong(out.readLine());
      }
      LockSupport.parkNanos(random.nextInt(60_000_000));
      // Through the handle: the process's own method would close what it has told.
      process.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = Math.max(last, Long.parseLong(line));
      }
      return last;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
