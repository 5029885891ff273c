package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {

  @TempDir Path directory;

  @Test
  void run_whenThereIsNoCommand_saysSoOnStandardErrorAndEndsWith2() {
    CommandRun run = run();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip())
        .isEqualTo("ibkr: There is no command. ibkr help lists the commands. [USAGE]");
  }

  @Test
  void run_whenEachCommandIsNamed_knowsItAsHelpListsIt() {
    String list = run("help").out();

    assertThat(CommandTree.NAMES)
        .hasSizeGreaterThan(25)
        .allSatisfy(
            name -> {
              assertThat(list).containsPattern("(?m)^  " + name + "\\b");
              assertThat(name.equals("help") ? "" : run(name, "--help").err()).isEmpty();
              assertThat(run("help", name).out()).startsWith("Usage: ibkr " + name + " ");
            });
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

  @ParameterizedTest
  @CsvSource({
    "--users, 0",
    "--users, 10001",
    "--port, 65536",
    "--callback, /back",
    "--callback, http://127.0.0.1/#back",
    "--callback, http://me@127.0.0.1/back",
    "--callback, http://127.0.0.1/a b",
  })
  void simulate_whenAnOptionIsOutOfRange_saysWhich(String option, String value) {
    CommandRun run = run("simulate", option, value);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains(option);
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
        "pnl",
        "quote",
        "history",
        "search",
        "chain",
        "scan",
        "orders",
        "trades",
        "alerts",
        "watchlists",
        "status",
        "tickle",
        "logout",
        "call",
        "strategies",
        "doctor",
        "gateway",
        "keygen",
        "totp"
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

  @ParameterizedTest
  @ValueSource(
      strings = {"pin", "status", "tickle", "verify", "maintain", "login", "ready", "logout"})
  void help_whenTheCommandStandsBelowAnother_explainsItEitherWay(String command) {
    CommandRun byOption = run("gateway", command, "--help");
    CommandRun byCommand = run("help", "gateway", command);

    assertThat(byOption.exitCode()).isZero();
    assertThat(byOption.out())
        .contains("ibkr gateway " + command, "--url", "--json", "--config", "--profile");
    assertThat(byOption.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(byCommand.exitCode()).isZero();
    assertThat(byCommand.out()).isEqualTo(byOption.out());
    assertThat(run("help", "gateway").out()).contains("  " + command + " ");
  }

  @Test
  void help_whenThereIsNoSuchCommand_saysSo() {
    CommandRun run = run("help", "gateway", "pinn");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("'gateway pinn'");
  }

  @Test
  void help_whenNothingIsNamed_listsAllCommands() {
    assertThat(run("help").out()).isEqualTo(run("--help").out()).contains("  gateway ");
  }

  @Test
  void gateway_whenNothingStandsBehindIt_saysSo() {
    CommandRun run = run("gateway");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("no command after gateway", "ibkr help gateway");
  }

  @Test
  void gateway_whenAnOptionIsUnknown_namesTheHelpOfThatCommand() {
    CommandRun run = run("gateway", "pin", "--replce");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--replace", "ibkr help gateway pin explains");
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
