package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import java.time.Duration;
import java.util.Optional;

/**
 * What messages say about a gateway that did not do what it was asked: what happened, where, and
 * what to do. Shows of an answer only what {@link ErrorBody} lets through. Stateless.
 */
final class GatewaySentences {

  private final GatewaySettings settings;
  private final String server;
  private final String address;

  GatewaySentences(GatewaySettings settings) {
    this.settings = settings;
    this.server = settings.server();
    this.address = settings.name(GatewayKeys.BASE_URL);
  }

  String loginRequired() {
    return "Nobody is logged in at the gateway at "
        + server
        + ": open "
        + settings.loginPage()
        + " in a browser on the computer on which it runs, and log in.";
  }

  String accessDenied() {
    return "The gateway at "
        + server
        + " refuses this computer (404 Access Denied): add \""
        + CallerAddress.towards(settings.gateway())
        + "\" to the list ips.allow in the gateway's root/conf.yaml, and restart the gateway.";
  }

  String refused() {
    return "Nothing takes connections at "
        + server
        + ": start the gateway (bin/run.sh root/conf.yaml), or correct "
        + address
        + ".";
  }

  String unreachable(Duration limit) {
    return "No connection to "
        + server
        + " came about within "
        + time(limit)
        + ": check that the gateway runs there, "
        + address
        + ", and the firewall.";
  }

  String unsecured(Duration limit) {
    return "No connection to "
        + server
        + " was made secure within "
        + time(limit)
        + ", though something takes connections: if the gateway's root/conf.yaml says listenSsl:"
        + " false, write http:// in "
        + address
        + "; if not, restart the gateway.";
  }

  String unknownHost() {
    return "The host "
        + settings.gateway().getHost()
        + " does not resolve: correct "
        + address
        + ", or check the network.";
  }

  String silent(GatewayCall call, Duration limit) {
    return "The gateway at "
        + server
        + " took the request "
        + call.title()
        + " and stayed silent for "
        + time(limit)
        + ": it does not reach the broker. Check this computer's way to the Internet and the"
        + " broker's system status; the login may still be good.";
  }

  String interrupted(GatewayCall call) {
    return "The thread was interrupted while it waited for " + call.title() + " at " + server + ".";
  }

  String closed(GatewayCall call) {
    return "This program closed its connections to "
        + server
        + " before "
        + call.title()
        + " was answered.";
  }

  String busy() {
    return "No connection to "
        + server
        + " became free: fewer requests at a time would help; try again.";
  }

  String notTls() {
    return server
        + " answers without TLS: if the gateway's root/conf.yaml says listenSsl: false, write"
        + " http:// in "
        + address
        + ", and if not, correct the port.";
  }

  String tlsExpected() {
    return server + " wants TLS: write https:// in " + address + ".";
  }

  String notHttp() {
    return "What answers at "
        + server
        + " does not speak HTTP: correct the port in "
        + address
        + "; if the gateway listens with TLS, write https://.";
  }

  String unknownPath(GatewayCall call) {
    return said(call, 404)
        + "it does not know the path, as no gateway does: correct "
        + address
        + "; another program may listen there.";
  }

  String methodRefused(GatewayCall call, int status) {
    return said(call, status)
        + "it does not take the method; a gateway does: correct "
        + address
        + (call == GatewayCall.TICKLE
            ? ", or set " + settings.name(GatewayKeys.TICKLE_METHOD) + " to get."
            : ".");
  }

  String redirect(GatewayCall call, int status, String host) {
    return host.isEmpty()
        ? said(call, status)
            + "it wants the request sent elsewhere, as no gateway does: correct "
            + address
            + "; another program may listen there."
        : said(call, status)
            + "it sends the request on to "
            + host
            + ", where it does not belong; nothing was sent there. A gateway does so with a path"
            + " that it does not know: correct the path in "
            + address
            + ".";
  }

  String webPage(GatewayCall call, ErrorBody page) {
    return said(call, 200)
        + "that is "
        + page.text()
        + " instead of JSON: correct "
        + address
        + ", or check what stands between.";
  }

  String text(GatewayCall call, int status, ErrorBody body) {
    return said(call, status)
        + "that is the text \""
        + body.text()
        + "\" instead of JSON: correct "
        + address
        + ".";
  }

  String nothing(GatewayCall call, int status) {
    return said(call, status)
        + "there is no body, and a gateway sends one: correct "
        + address
        + "; another program may listen there.";
  }

  String otherJson(GatewayCall call, int status) {
    return said(call, status)
        + "that is JSON of another kind: correct "
        + address
        + "; another program may listen there.";
  }

  String unavailable(GatewayCall call, int status, ErrorBody body, Optional<Duration> wait) {
    String start = said(call, status, body);
    if (status == 429) {
      return start
          + "too many requests came from this user or address. Wait"
          + wait.map(time -> " " + time.toSeconds() + " s").orElse(" up to 15 minutes")
          + " before the next one.";
    }
    if (status == 403) {
      return start
          + "the broker, or the network before it, turns the request away. Check proxy, VPN and"
          + " http.user-agent; the login is left as it is.";
    }
    if (status >= 400 && status < 500 && status != 408) {
      return start + "the request is not taken in this form. Try again later.";
    }
    return start
        + "the broker behind the gateway has trouble of its own. Try again later; the login is left"
        + " as it is.";
  }

  private String said(GatewayCall call, int status) {
    return "The server at " + server + " answered " + call.title() + " with " + status + ": ";
  }

  private String said(GatewayCall call, int status, ErrorBody body) {
    String text = body.text();
    return "The gateway at "
        + server
        + " answered "
        + call.title()
        + " with "
        + status
        + (text.isEmpty() ? "" : " (\"" + text + "\")")
        + ": ";
  }

  private static String time(Duration limit) {
    long millis = limit.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
