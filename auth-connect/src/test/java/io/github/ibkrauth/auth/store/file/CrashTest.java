package io.github.ibkrauth.auth.store.file;

import static io.github.ibkrauth.auth.store.file.Samples.KEY;
import static io.github.ibkrauth.auth.store.file.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process ends at every byte and between any two steps of a replacement. */
class CrashTest {

  @TempDir(factory = MemoryFolder.class)
  Path temporary;

  private final SealingKeys keys = Samples.keys(Samples.FIRST_KEY);

  @Test
  void replace_whenTheProcessEndsAtAnyByte_leavesTheOldValueOrTheNew() throws IOException {
    int olds = 0;
    int news = 0;
    boolean survived = false;
    for (int budget = 0; !survived; budget++) {
      Path folder = Files.createDirectory(temporary.resolve("killed-" + budget));
      open(folder, new LocalDisk()).replace(KEY, 0, Samples.token(keys, 1, "old"));
      FileTokenStore store = open(folder, new MortalDisk(budget));
      try {
        survived = store.replace(KEY, 1, Samples.token(keys, 2, "new"));
      } catch (MortalDisk.Killed e) {
        // Nothing of the process runs after this.
      }
      String value = valueAfterRestart(folder);
      olds += value.equals("old") ? 1 : 0;
      news += value.equals("new") ? 1 : 0;
      assertThat(survived && value.equals("old")).as("told that it was written").isFalse();
    }
    assertThat(olds).as("as many bytes as a file has").isGreaterThan(250);
    assertThat(news).as("after the move").isGreaterThanOrEqualTo(2);
  }

  @Test
  void replace_whenThePowerFailsAfterAnyStep_leavesTheOldValueOrTheNew() throws IOException {
    boolean survived = false;
    int steps = 0;
    for (; !survived; steps++) {
      Path folder = Files.createDirectory(temporary.resolve("dark-" + steps));
      open(folder, new LocalDisk()).replace(KEY, 0, Samples.token(keys, 1, "old"));
      DarkDisk disk = new DarkDisk(steps);
      FileTokenStore store = open(folder, disk);
      try {
        survived = store.replace(KEY, 1, Samples.token(keys, 2, "new"));
      } catch (MortalDisk.Killed e) {
        disk.losePower();
      }
      assertThat(valueAfterRestart(folder)).isIn("old", "new");
    }
    assertThat(steps).isEqualTo(5);
  }

  @Test
  void replace_whenTheDiskIsFull_keepsTheOldValueAndLeavesNothing() {
    open(temporary, new LocalDisk()).replace(KEY, 0, Samples.token(keys, 1, "old"));
    FileTokenStore store = open(temporary, new FullDisk());

    assertThatThrownBy(() -> store.replace(KEY, 1, Samples.token(keys, 2, "new")))
        .hasMessageContaining("not full")
        .hasMessageEndingWith("[STORE_UNAVAILABLE]");

    assertThat(Samples.files(temporary)).hasSize(1);
    assertThat(value(store)).isEqualTo("old");
  }

  private String valueAfterRestart(Path folder) {
    FileTokenStore store = open(folder, new LocalDisk());
    assertThat(Samples.files(folder)).as("no leftovers, nothing damaged").hasSize(1);
    String value = value(store);
    StoredToken token = store.load(KEY).orElseThrow();
    long version = token.version();
    assertThat(store.replace(KEY, version, Samples.token(keys, version + 1, "afterwards")))
        .as("works as before")
        .isTrue();
    return value;
  }

  private String value(FileTokenStore store) {
    return keys.open(KEY, store.load(KEY).orElseThrow().sealed()).reveal();
  }

  private FileTokenStore open(Path folder, Disk disk) {
    return new FileTokenStore(folder, keys, ManualTime.at(NOON).runtime().build(), disk);
  }
}
