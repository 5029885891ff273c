package io.github.ibkrauth.auth.oauth1a;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.oauth1a.OAuth1aCheck.StepResult;
import io.github.ibkrauth.auth.oauth1a.OAuth1aCheck.Verdict;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks up the hosts of the addresses that a session uses. */
final class HostCheck {

  private HostCheck() {}

  static StepResult result(String step, Settings settings, AuthRuntime runtime) {
    Endpoints endpoints = settings.endpoints();
    boolean elsewhere =
        runtime.service(HttpTransport.class).isPresent() || behindProxy(endpoints.base());
    Set<String> hosts = new LinkedHashSet<>();
    for (URI uri : List.of(endpoints.liveSessionToken(), endpoints.base())) {
      hosts.add(uri.getHost());
    }
    for (String host : hosts) {
      if (!resolves(host)) {
        return new StepResult(
            step,
            elsewhere ? Verdict.WARN : Verdict.FAIL,
            "the name " + host + " is not known to this computer's name server",
            elsewhere
                ? "Nothing, if the proxy or the application's own transport knows it."
                : "Correct " + settings.name(OAuth1aKeys.BASE_URL) + ", or check the network.");
      }
    }
    return new StepResult(step, Verdict.PASS, String.join(", ", hosts) + " found", "");
  }

  private static boolean resolves(String host) {
    try {
      return InetAddress.getAllByName(host).length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean behindProxy(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector != null
        && selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }
}
