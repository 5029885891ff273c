package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings with which a client's strategies find the simulator, by their full names. */
final class StrategySettings {
  private final RunningSimulator running;

  StrategySettings(RunningSimulator running) {
    this.running = running;
  }

  /** Those of a client that acts for the simulator's own user. */
  Map<String, String> of(String strategyId) {
    SimulatorCredentials credentials = running.credentials();
    return named(
        strategyId,
        switch (strategyId) {
          case GatewaySettings.STRATEGY -> GatewaySettings.of(running.gateway());
          case OAuth1aSettings.STRATEGY -> OAuth1aSettings.of(credentials);
          default -> OAuth2Settings.of(credentials, credentials.privateKeyPem());
        });
  }

  /** Those of an application that users let in. */
  Map<String, String> ofConnecting(String strategyId, URI redirectUri) {
    return named(
        strategyId,
        strategyId.equals(OAuth1aSettings.STRATEGY)
            ? ConnectSettings.oauth1a(running.credentials(), redirectUri)
            : ConnectSettings.oauth2(
                running.credentials(), running.authorizationServer(), redirectUri));
  }

  private Map<String, String> named(String strategyId, Map<String, String> own) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("ibkr.auth.strategy", strategyId);
    if (!strategyId.equals(GatewaySettings.STRATEGY)) {
      running
          .certificateFile()
          .ifPresent(file -> settings.put("ibkr.auth.http.trust-certificate", file.toString()));
    }
    own.forEach((name, value) -> settings.put("ibkr.auth." + strategyId + "." + name, value));
    return Map.copyOf(settings);
  }
}
