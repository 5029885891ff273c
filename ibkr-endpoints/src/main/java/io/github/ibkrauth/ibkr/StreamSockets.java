package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.BringsServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Makes the HTTP client of the stream, which trusts the servers that the settings trust and goes
 * through the system's proxy, except to this computer itself.
 */
final class StreamSockets implements Function<Executor, HttpClient> {

  private final AuthConfig config;
  private final AuthStrategies strategies;

  StreamSockets(AuthConfig config, AuthStrategies strategies) {
    this.config = config;
    this.strategies = strategies;
  }

  @Override
  public HttpClient apply(Executor threads) {
    HttpDefaults defaults = HttpDefaults.from(config);
    Optional<ServerTrust> trust =
        strategies.chosen(config) instanceof BringsServerTrust provider
            ? provider.serverTrust(config)
            : Optional.empty();
    SSLContext tls = trust.map(ServerTrust::newContext).orElseGet(defaults::newTlsContext);
    // A resumed session shows no certificate, and what is trusted may have changed meanwhile.
    tls.getClientSessionContext().setSessionTimeout(1);
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(defaults.connectTimeout())
        .sslContext(tls)
        .proxy(new Proxies())
        .executor(threads)
        .build();
  }

  /** The system's proxies, but none to this computer itself. */
  private static final class Proxies extends ProxySelector {

    @Override
    public List<Proxy> select(URI uri) {
      ProxySelector system = ProxySelector.getDefault();
      return system == null || WebAddress.isThisComputer(uri)
          ? List.of(Proxy.NO_PROXY)
          : system.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      ProxySelector system = ProxySelector.getDefault();
      if (system != null) {
        system.connectFailed(uri, address, failure);
      }
    }
  }
}
