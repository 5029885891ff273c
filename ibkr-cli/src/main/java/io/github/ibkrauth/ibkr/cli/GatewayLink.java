package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.GatewayKeys;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Leads a command to the gateway that it is about. */
final class GatewayLink {

  /** The strategy whose settings count, whichever is chosen for other commands. */
  static final String STRATEGY = "gateway-session";

  private final Invocation invocation;
  private final GatewayOptions options;

  GatewayLink(Invocation invocation, GatewayOptions options) {
    this.invocation = invocation;
    this.options = options;
  }

  /** Returns the settings, in which the command line's words count more than all others. */
  AuthConfig config() {
    return config(Map.of());
  }

  /**
   * Returns the settings.
   *
   * @param more what the command line says besides the address
   */
  AuthConfig config(Map<ConfigKey<?>, String> more) {
    Map<String, String> fixed = new TreeMap<>();
    fixed.put(name(AuthStrategies.STRATEGY), STRATEGY);
    options.url().ifPresent(url -> fixed.put(name(GatewayKeys.BASE_URL), address(url)));
    more.forEach((key, value) -> fixed.put(name(key), value));
    return invocation.settings().with(fixed).load();
  }

  /**
   * Returns scheme, host and port of the gateway, and the path if it has one; nothing else, since
   * the address may hold a password that is refused only later.
   */
  static String shown(AuthConfig config) {
    return WebAddress.shown(config.get(GatewayKeys.BASE_URL));
  }

  /** Asks the gateway, and writes the answer; returns the exit code. */
  int ask(Question question) {
    AuthConfig config = config();
    String address = shown(config);
    invocation.printer().progress("Asking the gateway at " + address + " ...");
    try (AuthRuntime runtime = invocation.runtime();
        Gateway gateway = Gateway.open(config, runtime)) {
      return invocation.answer(question.answer(gateway, address));
    }
  }

  /** What a command asks a gateway. */
  @FunctionalInterface
  interface Question {

    /**
     * Returns the answer.
     *
     * @param address where the gateway is, for people
     */
    Answer answer(Gateway gateway, String address);
  }

  private static String name(ConfigKey<?> key) {
    return Invocation.PREFIX + "." + key.name();
  }

  private static String address(String written) {
    try {
      URI uri = new URI(written.strip());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
        return uri.toString();
      }
    } catch (URISyntaxException e) {
      // Said below; the text may hold a password and is not repeated.
    }
    throw CommandFailure.usage(
        "--url must be the gateway's address, such as https://localhost:5000.");
  }
}
