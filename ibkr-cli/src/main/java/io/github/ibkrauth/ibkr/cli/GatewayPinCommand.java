package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.gateway.GatewayKeys;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.ConnectionErrorCode;
import io.github.ibkrauth.auth.googlehttp.support.IoFailure;
import io.github.ibkrauth.auth.googlehttp.support.KnownServers;
import io.github.ibkrauth.auth.googlehttp.support.PresentedCertificate;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a gateway's certificate, and remembers it. */
@Command(
    name = "pin",
    description =
        "Show the certificate that the gateway presents, and remember it as the one to trust.",
    footer = {
      "",
      "No authority vouches for a gateway's certificate: what is remembered is its",
      "SHA-256 fingerprint, in the file known-servers of the state directory. Run",
      "this on the gateway's own computer, or compare the fingerprint with what you",
      "see there."
    })
final class GatewayPinCommand implements Callable<Integer> {

  private final Invocation invocation;
  private final GatewayLink link;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(names = "--show", description = "Show both, and remember nothing.")
  private boolean show;

  @Option(
      names = "--replace",
      description = "Remember the certificate even where another one is remembered.")
  private boolean replace;

  @Option(names = "--forget", description = "Forget what is remembered; connect to nothing.")
  private boolean forget;

  GatewayPinCommand(Invocation invocation, GatewayLink link) {
    this.invocation = invocation;
    this.link = link;
  }

  @Override
  public Integer call() {
    if ((show ? 1 : 0) + (replace ? 1 : 0) + (forget ? 1 : 0) > 1) {
      throw CommandFailure.usage("--show, --replace and --forget exclude each other.");
    }
    AuthConfig config = link.config();
    URI address = config.get(GatewayKeys.BASE_URL);
    if (!"https".equalsIgnoreCase(address.getScheme())) {
      throw CommandFailure.usage(
          "The gateway's address begins with http://, where no certificate is shown: there is"
              + " nothing to pin.");
    }
    Origin origin = origin(address, config.spelling(GatewayKeys.BASE_URL));
    KnownServers known = GatewayTrust.known(config);
    PinView view = new PinView(origin, known.file(), GatewayTrust.of(config));
    if (forget) {
      return invocation.answer(view.forgotten(known.forget(origin)));
    }
    Optional<String> remembered = known.fingerprint(origin);
    PresentedCertificate shown = presented(origin, address, config);
    boolean other = remembered.isPresent() && !remembered.get().equals(shown.fingerprint());
    if (show || remembered.isPresent() && !other) {
      return invocation.answer(view.shown(shown, remembered));
    }
    if (other && !replace) {
      return invocation.answer(view.refused(shown, remembered.orElseThrow()));
    }
    known.remember(origin, shown.fingerprint());
    return invocation.answer(view.stored(shown, remembered));
  }

  /**
   * The strategy is not asked: what else is wrong with its settings may be what is to be mended.
   */
  private static Origin origin(URI address, String name) {
    WebAddress.problem(name, address)
        .ifPresent(
            problem -> {
              throw CommandFailure.usage(problem);
            });
    try {
      return Origin.of(address);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(name + " has a port that cannot exist: 5000 is usual.");
    }
  }

  private PresentedCertificate presented(Origin origin, URI address, AuthConfig config) {
    invocation.printer().progress("Connecting to " + origin + " ...");
    HttpDefaults http = HttpDefaults.from(config);
    try {
      return PresentedCertificate.fetch(origin, http.connectTimeout());
    } catch (IOException e) {
      AuthTransportException explained = IoFailure.explain("gateway", address, http, e);
      if (explained.code().equals(ConnectionErrorCode.CONNECTION_REFUSED)) {
        throw new CommandFailure(
            Failure.of(
                ExitCode.GATEWAY_DOWN, "GATEWAY_DOWN", String.valueOf(explained.getMessage())),
            explained);
      }
      throw explained;
    }
  }
}
