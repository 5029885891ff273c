package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.gateway.GatewayCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway says of itself and of the login that it holds.
 *
 * @param gateway where it is
 * @param condition what the call found
 * @param sentence what is wrong, or the empty text
 * @param authenticated whether the brokerage session is open
 * @param connected whether the gateway is connected to the broker
 * @param competing whether another login has the brokerage session
 * @param ssoExpires how long the login lasts without any further call, where the broker says so
 */
record GatewayView(
    String gateway,
    GatewayCondition condition,
    String sentence,
    boolean authenticated,
    boolean connected,
    boolean competing,
    Optional<Duration> ssoExpires) {

  /** Returns the view as an answer: a failure unless the gateway and the broker answered. */
  Answer answer() {
    ObjectNode node = Json.object();
    node.put("gateway", gateway);
    node.put("condition", condition.name());
    if (condition != GatewayCondition.ANSWERED) {
      node.putNull("brokerage");
      node.putNull("ssoExpiresSeconds");
      Failure failure = GatewayFailure.of(condition, sentence);
      node.set("error", Printer.node(failure));
      return Answer.of(node, List.of()).failed(failure);
    }
    ObjectNode brokerage = node.putObject("brokerage");
    brokerage.put("ready", ready());
    brokerage.put("authenticated", authenticated);
    brokerage.put("connected", connected);
    brokerage.put("competing", competing);
    node.put("ssoExpiresSeconds", ssoExpires.map(Duration::toSeconds).orElse(null));
    List<String> lines = new ArrayList<>();
    lines.add(
        "Gateway: "
            + gateway
            + " answers, and somebody is logged in"
            + ssoExpires
                .map(
                    left ->
                        "; without any call, the gateway's own included, the login ends in "
                            + SessionView.inWords(left))
                .orElse("")
            + ".");
    lines.add("Brokerage session: " + inWords() + ".");
    lines.add("  " + flags(authenticated, connected, competing));
    return Answer.of(node, lines);
  }

  private boolean ready() {
    return authenticated && connected && !competing;
  }

  private String inWords() {
    if (competing) {
      return "held by another login of the same user name (competing)";
    }
    if (ready()) {
      return "open and ready";
    }
    return connected ? "not open" : "not open: the gateway has lost its connection to the broker";
  }

  /** Returns the three flags of a brokerage session in words. */
  static String flags(boolean authenticated, boolean connected, boolean competing) {
    return "authenticated "
        + SessionView.yesOrNo(authenticated)
        + ", connected "
        + SessionView.yesOrNo(connected)
        + ", competing "
        + SessionView.yesOrNo(competing);
  }
}
