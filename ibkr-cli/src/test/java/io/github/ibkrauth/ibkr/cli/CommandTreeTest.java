package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {

  @TempDir Path directory;

  @Test
  void run_whenThereIsNoCommand_saysSoOnStandardErrorAndEndsWith2() {
    CommandRun run = run();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip())
        .isEqualTo("ibkr: There is no command. ibkr help lists the commands.");
  }

  @Test
  void run_whenCommandIsMisspelled_namesTheNearest() {
    CommandRun run = run("acounts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("'acounts'").contains("accounts");
  }

  @Test
  void run_whenOptionIsUnknown_namesTheNearestAndTheHelp() {
    CommandRun run = run("accounts", "--jsn");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("'--jsn'", "--json", "ibkr help accounts");
  }

  @Test
  void run_whenOptionValueIsMalformed_saysWhichOption() {
    CommandRun run = run("simulate", "--port", "many");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--port").contains("many");
  }

  @Test
  void run_whenArgumentsAreWrongAndJsonIsAskedFor_printsOneErrorDocument() {
    CommandRun run = run("call", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).isEmpty();
    assertThat(run.json().at("/error/code").asText()).isEqualTo("USAGE");
    assertThat(run.json().at("/error/message").asText()).contains("METHOD", "PATH");
    assertThat(run.json().at("/error/exitCode").asInt()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void run_whenVerboseAndWrong_addsTheStackTrace() {
    assertThat(run("--verbose", "acounts").err()).contains("\tat ");
    assertThat(run("acounts").err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "simulate",
        "accounts",
        "summary",
        "ledger",
        "positions",
        "status",
        "tickle",
        "logout",
        "call",
        "strategies",
        "doctor",
        "keygen"
      })
  void help_whenAskedEitherWay_explainsTheCommandWithItsCommonOptions(String command) {
    CommandRun byOption = run(command, "--help");
    CommandRun byCommand = run("help", command);

    assertThat(byOption.exitCode()).isZero();
    assertThat(byOption.out())
        .contains("ibkr " + command, "--json", "--config", "--profile", "--verbose");
    assertThat(byCommand.exitCode()).isZero();
    assertThat(byCommand.out()).isEqualTo(byOption.out());
    assertThat(run("help").out()).contains("  " + command + " ");
  }

  @Test
  void version_whenAsked_isOneLineOnStandardOutput() {
    CommandRun run = run("--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasLineCount(1).startsWith("ibkr ").contains("Java ");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void run_whenJsonStandsBeforeOrAfterTheCommand_isTheSame() {
    assertThat(run("--json", "strategies").out()).isEqualTo(run("strategies", "--json").out());
    assertThat(run("--json", "strategies").json().has("strategies")).isTrue();
  }

  private CommandRun run(String... args) {
    return CommandRun.in(directory).run(args);
  }
}
