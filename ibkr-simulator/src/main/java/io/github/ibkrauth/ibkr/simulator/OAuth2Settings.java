package io.github.ibkrauth.ibkr.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of the strategy {@code oauth2-jwt}, by their names below {@code
 * ibkr.auth.oauth2-jwt}.
 */
final class OAuth2Settings {
  static final String STRATEGY = "oauth2-jwt";

  private OAuth2Settings() {}

  /** Returns the settings; the private key is given as text or as a reference to a file. */
  static Map<String, String> of(SimulatorCredentials credentials, String privateKey) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("base-url", credentials.baseUri().toString());
    settings.put("client-id", credentials.clientId());
    settings.put("key-id", credentials.keyId());
    settings.put("private-key", privateKey);
    settings.put("credential", credentials.credential());
    settings.put("ip", credentials.ip());
    settings.put("scope", credentials.scope());
    settings.put("audience", credentials.audience());
    return settings;
  }
}
