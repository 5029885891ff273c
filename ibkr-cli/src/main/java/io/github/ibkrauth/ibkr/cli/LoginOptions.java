package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.gateway.login.GatewayLoginKeys;
import io.github.ibkrauth.auth.gateway.login.LoginMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How somebody logs in at the gateway's page. */
final class LoginOptions {

  @Option(names = "--manual", description = "Open a browser window, and let a human log in.")
  private boolean manual;

  @Option(names = "--headless", description = "Fill the page in without a window.")
  private boolean headless;

  @Option(names = "--paper", description = "Log in to the paper account.")
  private boolean paper;

  @Option(
      names = {
        "--user",
        "--user-name",
        "--username",
        "--password",
        "--totp-secret",
        "--one-off-code",
        "--code"
      },
      hidden = true,
      arity = "0..1",
      fallbackValue = "")
  private @Nullable String secretInTheOpen;

  @Parameters(hidden = true)
  private List<String> arguments = new ArrayList<>();

  /** Refuses what must not be on a command line, without repeating it, and what excludes itself. */
  void check() {
    if (secretInTheOpen != null || !arguments.isEmpty()) {
      throw CommandFailure.usage(
          "A login takes no user name, password or code on the command line, where others can read"
              + " them: use the settings gateway-login.*, or IBKR_USERNAME, IBKR_PASSWORD,"
              + " IBKR_TOTP_SECRET and IBKR_2FA_CODE, which may hold file:/path.");
    }
    if (manual && headless) {
      throw CommandFailure.usage("--manual and --headless exclude each other.");
    }
  }

  boolean paper() {
    return paper;
  }

  /** Returns who does what: without a word, the program does what it has the password for. */
  LoginMode mode(AuthConfig config) {
    if (manual) {
      return LoginMode.MANUAL;
    }
    if (headless) {
      return LoginMode.HEADLESS;
    }
    return config.isSet(GatewayLoginKeys.USER_NAME) && config.isSet(GatewayLoginKeys.PASSWORD)
        ? LoginMode.ASSISTED
        : LoginMode.MANUAL;
  }
}
