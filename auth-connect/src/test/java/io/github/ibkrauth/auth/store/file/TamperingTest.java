package io.github.ibkrauth.auth.store.file;

import static io.github.ibkrauth.auth.store.file.Samples.KEY;
import static io.github.ibkrauth.auth.store.file.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file of the store is told, and the file is kept. */
class TamperingTest {

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final SealingKeys keys = Samples.keys(Samples.FIRST_KEY);
  private FileTokenStore store;
  private byte[] good;

  @BeforeEach
  void write() throws IOException {
    store = FileTokenStore.open(folder, keys, ManualTime.at(NOON).runtime().build());
    store.replace(KEY, 0, Samples.token(keys, 1, "value", NOON.plusSeconds(60)));
    good = Files.readAllBytes(Samples.tokenFile(folder));
  }

  @Test
  void load_whenAnyByteIsFlipped_setsTheFileAside() throws IOException {
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      assertSetAside(bad, "byte " + at);
    }
  }

  @Test
  void load_whenTruncatedAnywhere_setsTheFileAside() throws IOException {
    for (int length = 0; length < good.length; length++) {
      assertSetAside(Arrays.copyOf(good, length), "length " + length);
    }
  }

  @Test
  void load_whenLengthened_setsTheFileAside() throws IOException {
    for (int more : new int[] {1, 7, 32, 4096}) {
      assertSetAside(Arrays.copyOf(good, good.length + more), more + " more");
    }
  }

  /** Whoever changes a file on purpose makes the checksum fit. */
  @Test
  void load_whenAnyByteIsFlippedAndTheChecksumMended_neverGivesAToken() throws IOException {
    int setAside = 0;
    for (int at = 0; at < good.length - Digests.LENGTH; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      byte[] sum = Digests.sha256(bad, 0, bad.length - Digests.LENGTH);
      System.arraycopy(sum, 0, bad, bad.length - Digests.LENGTH, Digests.LENGTH);
      Files.write(Samples.tokenFile(folder), bad);

      assertThatThrownBy(() -> store.load(KEY)).as("byte " + at).isInstanceOf(AuthException.class);
      assertThat(Samples.files(folder)).as("byte " + at + " is kept").hasSize(1);
      setAside += Files.deleteIfExists(aside()) ? 1 : 0;
    }
    assertThat(setAside).as("all but those that seem to have another key").isGreaterThan(200);
  }

  private void assertSetAside(byte[] bad, String what) throws IOException {
    Files.write(Samples.tokenFile(folder), bad);

    assertThatThrownBy(() -> store.load(KEY))
        .as(what)
        .isInstanceOf(AuthProtocolException.class)
        .hasMessageContaining(aside().toString())
        .hasMessageEndingWith("[STORE_DAMAGED]");
    assertThat(Files.readAllBytes(aside())).as(what).isEqualTo(bad);
    assertThat(store.load(KEY)).as(what).isEmpty();
    Files.delete(aside());
  }

  private Path aside() {
    return folder.resolve(Samples.tokenFile(folder).getFileName() + ".damaged-1");
  }
}
