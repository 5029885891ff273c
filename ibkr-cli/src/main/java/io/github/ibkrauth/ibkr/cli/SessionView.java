package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import io.github.ibkrauth.ibkr.model.ServerInfo;
import io.github.ibkrauth.ibkr.model.Tickle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows sessions. The session id in a tickle is a credential and never shown. */
final class SessionView {

  private SessionView() {}

  /** Returns the flags of the brokerage session; what the broker does not say is null. */
  static ObjectNode json(AuthStatus status) {
    ObjectNode node = Json.object();
    node.put("ready", status.isReady());
    node.put("authenticated", status.authenticated());
    node.put("connected", status.connected());
    status
        .established()
        .ifPresentOrElse(
            value -> node.put("established", value), () -> node.putNull("established"));
    node.put("competing", status.competing());
    Json.put(node, "message", status.message());
    Json.put(node, "server", status.serverInfo().flatMap(ServerInfo::serverName));
    return node;
  }

  /** Returns what a tickle says of the outer session. */
  static ObjectNode json(Tickle tickle) {
    ObjectNode node = Json.object();
    node.put("ssoExpiresSeconds", tickle.ssoExpires().map(Duration::toSeconds).orElse(null));
    node.put("collision", tickle.collision());
    node.set("brokerage", tickle.authStatus().map(SessionView::json).orElse(null));
    return node;
  }

  /** Returns one sentence about the brokerage session. */
  static String sentence(AuthStatus status) {
    if (status.competing()) {
      return "held by another login of the same user name (competing); nothing was taken from it";
    }
    if (status.isReady()) {
      return "open and ready";
    }
    if (!status.connected()) {
      return "not open: the broker's back end is not connected";
    }
    return status.authenticated() ? "opening, not established yet" : "not open";
  }

  /** Returns the lines about a brokerage session. */
  static List<String> lines(AuthStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add("Brokerage session: " + sentence(status) + ".");
    lines.add(
        "  authenticated "
            + yesOrNo(status.authenticated())
            + ", connected "
            + yesOrNo(status.connected())
            + ", established "
            + status.established().map(SessionView::yesOrNo).orElse("not said")
            + ", competing "
            + yesOrNo(status.competing()));
    status.message().ifPresent(message -> lines.add("  message: " + printable(message)));
    return lines;
  }

  /** Returns how long the outer session lasts without a call: each call begins that time anew. */
  static Optional<String> expiry(Tickle tickle) {
    return tickle.ssoExpires().map(SessionView::inWords);
  }

  static String inWords(Duration left) {
    long minutes = left.toMinutes();
    return minutes >= 120
        ? left.toHours() + " h"
        : minutes >= 2 ? minutes + " min" : left.toSeconds() + " s";
  }

  static String yesOrNo(boolean value) {
    return value ? "yes" : "no";
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
