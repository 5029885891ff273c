package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.gateway.Totp;
import io.github.ibkrauth.auth.keys.KeyFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a one-time password. */
@Command(
    name = "totp",
    description = "Print the authenticator's code of now, as the gateway's login page asks for it.",
    footer = {
      "",
      "The secret is what the authenticator was given: base32, or the address of its",
      "QR code, otpauth://totp/... It is read from --secret-file, else from the",
      "environment variable IBKR_TOTP_SECRET, which may also hold file:/path; never",
      "from the command line, where others can read it. Settings play no part, and",
      "nothing is sent. Two runs within 30 s print the same code, which logs in once."
    })
final class TotpCommand implements Callable<Integer> {

  private static final String SECRET_FILE = "--secret-file";
  private static final ConfigKey<Secret> SECRET = ConfigKey.secret("totp.secret");

  private final Invocation invocation;
  private final Supplier<AuthRuntime> runtimes;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(
      names = SECRET_FILE,
      paramLabel = "F",
      description = "Read the secret from this file, such as /dev/stdin.")
  private @Nullable Path secretFile;

  @Option(
      names = "--no-wait",
      description = "Print the code of now even if it ends in less than 8 s.")
  private boolean noWait;

  @Option(names = "--secret", hidden = true)
  private @Nullable String secretInTheOpen;

  @Parameters(hidden = true)
  private List<String> arguments = new ArrayList<>();

  TotpCommand(Invocation invocation) {
    this(invocation, invocation::runtime);
  }

  TotpCommand(Invocation invocation, Supplier<AuthRuntime> runtimes) {
    this.invocation = invocation;
    this.runtimes = runtimes;
  }

  @Override
  public Integer call() {
    if (secretInTheOpen != null || !arguments.isEmpty()) {
      // Taken only to be refused here: the usual message would repeat what may be a secret.
      throw CommandFailure.usage(
          "totp takes no secret on the command line, where others can read it: use "
              + SECRET_FILE
              + " or IBKR_TOTP_SECRET.");
    }
    // A file that was named and cannot be read is an error all the same.
    invocation.explicitlyTrusted();
    try (AuthRuntime runtime = runtimes.get()) {
      Totp totp = Totp.of(secret(), runtime);
      return invocation.answer(answer(noWait ? totp.current() : fresh(totp)));
    }
  }

  private Totp.Code fresh(Totp totp) {
    if (totp.current().secondsLeft() < 8) {
      invocation.printer().progress("Waiting for the next code ...");
    }
    return totp.next();
  }

  private Secret secret() {
    if (secretFile != null) {
      return KeyFiles.read(invocation.path(secretFile), SECRET_FILE);
    }
    AuthConfig config = invocation.withoutFiles();
    return config
        .find(SECRET)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "There is no secret to make a code from: name its file with "
                        + SECRET_FILE
                        + ", or set IBKR_TOTP_SECRET."));
  }

  private static Answer answer(Totp.Code code) {
    ObjectNode node = Json.object();
    node.put("code", code.text());
    node.put("secondsLeft", code.secondsLeft());
    return Answer.of(node, List.of(code.text(), "Valid for another " + code.secondsLeft() + " s."));
  }
}
