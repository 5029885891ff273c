package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.GatewayCondition;
import io.github.ibkrauth.auth.gateway.GatewayStatus;
import io.github.ibkrauth.auth.gateway.TickleView;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how a gateway stands. */
@Command(
    name = "status",
    description =
        "Show what the gateway answers, how the brokerage session stands, and how long the login"
            + " lasts.",
    footer = {
      "",
      "Opens and takes nothing. Ends with 0 when somebody is logged in, whatever the",
      "brokerage session does; with 5 when nobody is, 7 when no gateway runs there, 8",
      "when it is silent, 9 when it does not admit this computer, and 4 when the",
      "broker has trouble."
    })
final class GatewayStatusCommand implements Callable<Integer> {

  private final GatewayLink link;
  @Mixin private final HelpOption help = new HelpOption();

  GatewayStatusCommand(GatewayLink link) {
    this.link = link;
  }

  @Override
  public Integer call() {
    return link.ask(GatewayStatusCommand::status);
  }

  private static Answer status(Gateway gateway, String address) {
    GatewayStatus status = gateway.status();
    // Only a tickle tells when the login ends.
    Optional<TickleView> tickle =
        status.condition() == GatewayCondition.ANSWERED
            ? Optional.of(gateway.tickle())
            : Optional.empty();
    return new GatewayView(
            address,
            status.condition(),
            status.sentence(),
            status.authenticated(),
            status.connected(),
            status.competing(),
            tickle.flatMap(TickleView::ssoExpires))
        .answer();
  }
}
