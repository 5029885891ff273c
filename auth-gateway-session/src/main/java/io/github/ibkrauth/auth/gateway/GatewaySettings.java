package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.gateway.GatewayKeys.TickleMethod;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * The validated settings. Immutable.
 *
 * @param gateway scheme, host and port
 * @param api the same with the path below which the API lies
 * @param loginPage where a human logs in
 * @param tickleMethod the HTTP method of a tickle
 * @param keepAliveInterval between beats
 * @param probeTimeout how long a look may be silent
 * @param loginTimeout how long opening and ending may be silent
 * @param waitForLogin how long opening waits for a human
 * @param logoutOnClose whether closing logs out
 * @param names how messages spell a setting
 */
record GatewaySettings(
    URI gateway,
    URI api,
    URI loginPage,
    TickleMethod tickleMethod,
    Duration keepAliveInterval,
    Duration probeTimeout,
    Duration loginTimeout,
    Duration waitForLogin,
    boolean logoutOnClose,
    Function<ConfigKey<?>, String> names) {

  static final String API = "/v1/api";
  static final String PORTAL = "/v1/portal";
  private static final String LOGIN = "/sso/Login?forwardTo=22&RL=1&ip2loc=on";

  /** Reads them; only after no problem was found. */
  static GatewaySettings from(AuthConfig config) {
    URI base = config.get(GatewayKeys.BASE_URL);
    String place = WebAddress.place(base);
    String path = WebAddress.path(base);
    return new GatewaySettings(
        URI.create(place),
        URI.create(place + (path.isEmpty() ? API : path)),
        config.find(GatewayKeys.LOGIN_URL).orElse(URI.create(place + LOGIN)),
        config.get(GatewayKeys.TICKLE_METHOD),
        config.get(GatewayKeys.KEEP_ALIVE_INTERVAL),
        config.get(GatewayKeys.PROBE_TIMEOUT),
        config.get(GatewayKeys.LOGIN_TIMEOUT),
        config.get(GatewayKeys.WAIT_FOR_LOGIN),
        config.get(GatewayKeys.LOGOUT_ON_CLOSE),
        config::spelling);
  }

  /** Returns where requests are built on: without a path where it is the usual one. */
  URI base() {
    return api.getRawPath().equals(API) ? gateway : api;
  }

  /** Returns host and port, as messages name them. */
  String server() {
    return gateway.getHost() + (gateway.getPort() == -1 ? "" : ":" + gateway.getPort());
  }

  /** Returns a setting's name as the user writes it. */
  String name(ConfigKey<?> key) {
    return names.apply(key);
  }

  /** Returns where the gateway is. */
  @Override
  public String toString() {
    return "GatewaySettings(" + gateway + ")";
  }
}
