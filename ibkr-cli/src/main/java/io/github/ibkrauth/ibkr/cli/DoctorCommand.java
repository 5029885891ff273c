package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks everything from the settings to the sessions, and says what to do about each failure. */
@Command(
    name = "doctor",
    description = "Check settings, key, network, clock and login step by step.",
    footer = {
      "",
      "Logs in twice, opens no brokerage session and takes none. Ends with 0 when all is well,",
      "1 with warnings, 2 when something does not work."
    })
final class DoctorCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.answer(report().answer());
  }

  private DoctorReport report() {
    try {
      return new DoctorRun(invocation.login(), invocation).report();
    } catch (AuthConfigurationException e) {
      return new DoctorReport(
          List.of(
              CheckResult.fail(
                  DoctorRun.SETTINGS,
                  String.valueOf(e.getMessage()),
                  invocation.settings().haveFile()
                      ? "Correct what is named."
                      : "Write an ibkr.yaml, or name one with --config; without credentials, try:"
                          + " ibkr demo")));
    }
  }
}
