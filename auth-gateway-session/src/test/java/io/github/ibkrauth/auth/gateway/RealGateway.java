package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import java.util.HashMap;
import java.util.Map;

/** Calls over real connections, for tests with servers on loopback. */
final class RealGateway {

  private RealGateway() {}

  /** Returns settings with the address and further ones given as name and value in turn. */
  static AuthConfig config(String baseUrl, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("auth.gateway-session.base-url", baseUrl);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(
          more[i].startsWith("http.") ? "auth." + more[i] : "auth.gateway-session." + more[i],
          more[i + 1]);
    }
    return AuthConfig.builder().values("test", settings).build();
  }

  static GatewayReply tickle(AuthConfig config) {
    try (AuthRuntime runtime = AuthRuntime.system();
        HttpGatewayCalls calls = HttpGatewayCalls.open(config, runtime)) {
      return calls.tickle();
    }
  }
}
