package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.gateway.GatewaySessionProvider;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be wrong with a computer and its network, whichever strategy is used. */
final class SharedChecks {

  /** Settings with pages for humans; this program never speaks to those. */
  private static final String PAGES = ".*\\.(authorize|login)-url";

  private final AuthConfig config;
  private final Invocation invocation;

  SharedChecks(AuthConfig config, Invocation invocation) {
    this.config = config;
    this.invocation = invocation;
  }

  /** Makes them all: file modes, time zones, proxy and, where no step of its own does, TLS. */
  List<CheckResult> run(AuthStrategyProvider provider) {
    List<CheckResult> steps = new ArrayList<>();
    steps.add(new FileModesCheck(config, provider, invocation.settings().file()).result());
    try (AuthRuntime runtime = AuthRuntime.system()) {
      steps.add(new TimeZoneCheck(TimeZoneCheck.Source.RUNTIME).result(runtime.clock().instant()));
    }
    List<URI> addresses = addresses(provider);
    Optional<ProxySelector> selector = Optional.ofNullable(ProxySelector.getDefault());
    CheckResult proxy =
        new ProxyCheck(selector, invocation.environment(), timeout()).result(addresses);
    steps.add(proxy);
    if (!(provider instanceof GatewaySessionProvider)) {
      steps.add(
          proxy.verdict() == CheckResult.Verdict.FAIL
              ? CheckResult.skip(TlsCheck.STEP, "not tried, since the way is not open")
              : tls(selector, addresses));
    }
    return steps;
  }

  private CheckResult tls(Optional<ProxySelector> selector, List<URI> addresses) {
    Duration timeout = timeout();
    TlsCheck.Chains chains = uri -> ShownChain.of(uri, proxy(selector, uri), timeout);
    return new TlsCheck(
            chains,
            config.spelling(HttpDefaults.TRUST_CERTIFICATE),
            config.isSet(HttpDefaults.TRUST_CERTIFICATE))
        .result(addresses);
  }

  private static Optional<InetSocketAddress> proxy(Optional<ProxySelector> selector, URI uri) {
    return WebAddress.isThisComputer(uri)
        ? Optional.empty()
        : selector.flatMap(found -> ProxyCheck.http(found.select(uri)));
  }

  /**
   * Returns every address that the strategy speaks to, as its settings name them; wrong ones are
   * reported elsewhere.
   */
  private List<URI> addresses(AuthStrategyProvider provider) {
    List<URI> found = new ArrayList<>();
    for (ConfigKey<?> key : provider.configSpec().keys()) {
      try {
        if (!key.isSecret()
            && !key.name().matches(PAGES)
            && config.find(key).orElse(null) instanceof URI uri
            && uri.getHost() != null
            && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
          found.add(uri);
        }
      } catch (AuthException e) {
        // The strategy's own check of its settings says so.
        continue;
      }
    }
    return found.stream().distinct().toList();
  }

  private Duration timeout() {
    try {
      return HttpDefaults.from(config).connectTimeout();
    } catch (AuthException e) {
      return HttpDefaults.standard().connectTimeout();
    }
  }
}
