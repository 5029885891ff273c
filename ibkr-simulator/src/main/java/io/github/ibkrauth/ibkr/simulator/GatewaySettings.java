package io.github.ibkrauth.ibkr.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of the strategy {@code gateway-session}, by their names below {@code
 * ibkr.auth.gateway-session}. There is no credential among them: a human logs in at the gateway.
 */
final class GatewaySettings {
  static final String STRATEGY = "gateway-session";

  private GatewaySettings() {}

  static Map<String, String> of(SimulatedGateway gateway) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("base-url", gateway.baseUri().toString());
    settings.put("certificate-fingerprint", gateway.fingerprint());
    return settings;
  }
}
