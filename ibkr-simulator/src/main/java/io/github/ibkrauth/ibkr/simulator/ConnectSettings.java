package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of an application that users let in, by their names below the strategy's. */
final class ConnectSettings {
  private ConnectSettings() {}

  /** Those of the authorization code, with the client authentication that the server accepts. */
  static Map<String, String> oauth2(
      SimulatorCredentials credentials, AuthorizationServer server, URI redirectUri) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("base-url", credentials.baseUri().toString());
    settings.put("grant", "authorization-code");
    settings.put("client-id", credentials.clientId());
    settings.put("metadata-url", server.issuer() + AuthorizationServer.METADATA);
    settings.put("redirect-uri", redirectUri.toString());
    settings.put("scope", AuthorizationRequests.OPENID + " " + credentials.scope());
    ClientAuthentication method =
        server.authenticator().accepted().stream().sorted().findFirst().orElseThrow();
    settings.put("client-auth", method.id().replace('_', '-'));
    if (method == ClientAuthentication.PRIVATE_KEY_JWT) {
      settings.put("key-id", credentials.keyId());
      settings.put("private-key", credentials.privateKeyPem());
    } else {
      settings.put("client-secret", server.authenticator().secret());
    }
    return settings;
  }

  /** Those of the third-party consumer. */
  static Map<String, String> oauth1a(SimulatorCredentials credentials, URI redirectUri) {
    ConsumerCredentials consumer = credentials.thirdPartyConsumer();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("base-url", credentials.baseUri().toString());
    settings.put("authorize-url", credentials.authorizeUri().toString());
    settings.put("consumer-key", consumer.consumerKey());
    settings.put("realm", consumer.realm());
    settings.put("signature-key", consumer.signatureKeyPem());
    settings.put("encryption-key", consumer.encryptionKeyPem());
    settings.put("dh-parameters", consumer.dhParametersPem());
    settings.put("callback", redirectUri.toString());
    return settings;
  }
}
