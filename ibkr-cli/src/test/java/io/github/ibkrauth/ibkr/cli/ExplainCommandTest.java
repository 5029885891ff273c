package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"CLOCK_SKEW", "[CLOCK_SKEW]", "clock-skew", "clock_skew"})
  void explain_whenTheCodeIsKnown_printsThePageOfTheDocumentation(String code) throws Exception {
    CommandRun run = CommandRun.in(directory).run("explain", code);

    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.out().lines())
        .containsExactlyElementsOf(
            Files.readAllLines(ProjectRoot.path().resolve("docs/errors/CLOCK_SKEW.md")));
  }

  @Test
  void explain_whenJson_isOneDocument() {
    CommandRun run = CommandRun.in(directory).run("explain", "not_tls", "--json");

    assertThat(run.json().get("code").asText()).isEqualTo("NOT_TLS");
    assertThat(run.json().get("page").asText()).startsWith("# NOT_TLS");
  }

  @Test
  void explain_whenTheCodeIsUnknown_namesTheNearest() {
    CommandRun run = CommandRun.in(directory).run("explain", "CLOCK_SCEW");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .contains("CLOCK_SCEW", "Did you mean CLOCK_SKEW?")
        .endsWith("[USAGE]" + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../cli", "README", "/etc/passwd", "..", ""})
  void explain_whenItIsNoCode_readsNoOtherFile(String code) {
    assertThat(CommandRun.in(directory).run("explain", code).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void explain_withoutACode_listsAll() {
    CommandRun run = CommandRun.in(directory).run("explain");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("[CLOCK_SKEW]", "[CHECK_PROXY]");
    assertThat(CommandRun.in(directory).run("explain", "--json").json().get("codes"))
        .hasSizeGreaterThan(80);
  }
}
