package io.github.ibkrauth.auth.googlehttp;

import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.net.ProxySelector;
import java.net.URI;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the system's proxy, but never to this computer itself: what a proxy calls by that
 * name is the proxy's computer, and what is trusted or sent unencrypted here must not go there.
 */
final class Routes extends SystemDefaultRoutePlanner {

  Routes(@Nullable ProxySelector proxies) {
    super(proxies);
  }

  @Override
  protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context)
      throws HttpException {
    return isThisComputer(target.getHostName()) ? null : super.determineProxy(target, context);
  }

  private static boolean isThisComputer(String host) {
    boolean bareIpv6 = host.contains(":") && !host.startsWith("[");
    try {
      return WebAddress.isThisComputer(
          URI.create("http://" + (bareIpv6 ? "[" + host + "]" : host)));
    } catch (IllegalArgumentException unusualName) {
      return false;
    }
  }
}
