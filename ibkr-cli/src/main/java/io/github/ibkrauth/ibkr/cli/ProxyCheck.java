package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which way requests go to the broker: through a proxy that is there, or straight. */
final class ProxyCheck {

  static final String STEP = "proxy";

  private final Optional<ProxySelector> selector;
  private final Map<String, String> environment;
  private final Duration timeout;

  ProxyCheck(Optional<ProxySelector> selector, Map<String, String> environment, Duration timeout) {
    this.selector = selector;
    this.environment = environment;
    this.timeout = timeout;
  }

  /**
   * Looks at the way to the first address that is not this computer.
   *
   * @param addresses with scheme and host
   */
  CheckResult result(List<URI> addresses) {
    Optional<URI> away =
        addresses.stream().filter(uri -> !WebAddress.isThisComputer(uri)).findFirst();
    if (away.isEmpty()) {
      return CheckResult.pass(STEP, "none is used, since all servers are on this computer");
    }
    List<Proxy> proxies = selector.map(found -> found.select(away.get())).orElse(List.of());
    Optional<InetSocketAddress> http = http(proxies);
    if (http.isPresent()) {
      return through(http.get());
    }
    if (proxies.stream().anyMatch(proxy -> proxy.type() == Proxy.Type.SOCKS)) {
      return CheckResult.warn(
          STEP,
          "a SOCKS proxy is set for Java, and requests do not go through it",
          "Set an HTTP proxy by -Dhttps.proxyHost and -Dhttps.proxyPort, or remove"
              + " -DsocksProxyHost.");
    }
    return straight(away.get());
  }

  /** Returns the HTTP proxy to that address, if requests go through one. */
  static Optional<InetSocketAddress> http(List<Proxy> proxies) {
    return proxies.stream()
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(Proxy::address)
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .findFirst();
  }

  private CheckResult through(InetSocketAddress proxy) {
    String name = proxy.getHostString() + ":" + proxy.getPort();
    return answers(new InetSocketAddress(proxy.getHostString(), proxy.getPort()))
        ? CheckResult.pass(STEP, name + " takes connections")
        : CheckResult.fail(
            STEP,
            "the proxy " + name + " takes no connections",
            "Correct https.proxyHost and https.proxyPort, or start the proxy.");
  }

  private CheckResult straight(URI address) {
    Optional<String> variable =
        Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
            .filter(name -> !environment.getOrDefault(name, "").isBlank())
            .findFirst();
    if (variable.isEmpty()) {
      return CheckResult.pass(STEP, "none is set: requests go straight to the server");
    }
    int port = address.getPort() < 0 ? 443 : address.getPort();
    return answers(new InetSocketAddress(address.getHost(), port))
        ? CheckResult.pass(
            STEP, variable.get() + " is set, which Java does not read; the straight way is open")
        : CheckResult.fail(
            STEP,
            variable.get()
                + " is set, which Java does not read, and the straight way to "
                + address.getHost()
                + " is closed",
            "Name the proxy by -Dhttps.proxyHost and -Dhttps.proxyPort, for instance in"
                + " JAVA_TOOL_OPTIONS.");
  }

  private boolean answers(InetSocketAddress address) {
    if (address.isUnresolved()) {
      return false;
    }
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(address, Math.toIntExact(timeout.toMillis()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
