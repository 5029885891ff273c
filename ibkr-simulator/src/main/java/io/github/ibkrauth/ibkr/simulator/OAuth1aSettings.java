package io.github.ibkrauth.ibkr.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of the strategy {@code oauth1a}, by their names below {@code ibkr.auth.oauth1a}. */
final class OAuth1aSettings {
  static final String STRATEGY = "oauth1a";

  private OAuth1aSettings() {}

  /** Returns the settings; keys and parameters are given as text or as references to files. */
  static Map<String, String> of(
      SimulatorCredentials credentials,
      String signatureKey,
      String encryptionKey,
      String dhParameters) {
    ConsumerCredentials consumer = credentials.firstPartyConsumer();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("base-url", credentials.baseUri().toString());
    settings.put("consumer-key", consumer.consumerKey());
    settings.put("access-token", consumer.accessToken().orElseThrow());
    settings.put("access-token-secret", consumer.accessTokenSecret().orElseThrow());
    settings.put("signature-key", signatureKey);
    settings.put("encryption-key", encryptionKey);
    settings.put("dh-parameters", dhParameters);
    settings.put("realm", consumer.realm());
    return settings;
  }

  /** Returns the settings with keys and parameters as text. */
  static Map<String, String> of(SimulatorCredentials credentials) {
    ConsumerCredentials consumer = credentials.firstPartyConsumer();
    return of(
        credentials,
        consumer.signatureKeyPem(),
        consumer.encryptionKeyPem(),
        consumer.dhParametersPem());
  }
}
