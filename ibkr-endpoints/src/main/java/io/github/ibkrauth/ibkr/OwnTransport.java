package io.github.ibkrauth.ibkr;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.BringsServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import java.util.Optional;

/** The transport for an application that lends none: it trusts what the strategy's server shows. */
final class OwnTransport {

  private OwnTransport() {}

  /**
   * Makes it; connects to nothing yet.
   *
   * @param config time-outs and trust, and which strategy
   * @param strategies where the strategy is found
   */
  static HttpTransport make(AuthConfig config, AuthStrategies strategies) {
    HttpDefaults defaults = HttpDefaults.from(config);
    Optional<ServerTrust> trust =
        strategies.chosen(config) instanceof BringsServerTrust provider
            ? provider.serverTrust(config)
            : Optional.empty();
    return trust.map(defaults::newTransport).orElseGet(defaults::newTransport);
  }
}
