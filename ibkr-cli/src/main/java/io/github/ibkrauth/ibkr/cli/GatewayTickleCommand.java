package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.TickleView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends one keep-alive to a gateway. */
@Command(
    name = "tickle",
    description = "Send one keep-alive, and show what comes back; the session id is left out.")
final class GatewayTickleCommand implements Callable<Integer> {

  private final GatewayLink link;
  @Mixin private final HelpOption help = new HelpOption();

  GatewayTickleCommand(GatewayLink link) {
    this.link = link;
  }

  @Override
  public Integer call() {
    return link.ask(GatewayTickleCommand::tickle);
  }

  private static Answer tickle(Gateway gateway, String address) {
    TickleView view = gateway.tickle();
    return new GatewayView(
            address,
            view.condition(),
            view.sentence(),
            view.authenticated(),
            view.connected(),
            view.competing(),
            view.ssoExpires())
        .answer();
  }
}
