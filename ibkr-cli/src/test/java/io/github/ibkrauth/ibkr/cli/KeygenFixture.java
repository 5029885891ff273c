package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs keygen in a directory of its own, with a prime at hand. */
abstract class KeygenFixture {

  @TempDir Path directory;
  Path dh;
  Path made;

  @BeforeEach
  final void writeParameters() throws IOException {
    dh = Files.writeString(directory.resolve("given.pem"), KnownPrime.pem());
    made = directory.resolve("made");
  }

  final void refused(String... parts) {
    CommandRun run = keygen();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains(parts).doesNotContain("\tat ");
    assertThat(made).doesNotExist();
  }

  final CommandRun keygen(String... more) {
    List<String> line =
        List.of("keygen", "--dir", made.toString(), "--dh-file", dh.getFileName().toString());
    return CommandRun.in(directory)
        .run(Stream.concat(line.stream(), Stream.of(more)).toArray(String[]::new));
  }

  final void assumePosix() {
    Assumptions.assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
  }
}
