package io.github.ibkrauth.ibkr.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a client needs into a directory: configuration, keys, the certificate, and
 * credentials.json.
 */
final class CredentialFiles {
  private static final String PRIVATE_KEY = "oauth2-private-key.pem";
  private static final String PUBLIC_KEY = "oauth2-public-key.pem";
  private static final String FIRST_PARTY = "oauth1a";
  private static final String THIRD_PARTY = "oauth1a-third-party";
  private static final String DH_PARAMETERS = "dhparam.pem";
  private static final String GATEWAY_CERTIFICATE = "gateway-certificate.pem";
  private static final String CERTIFICATE = "simulator-certificate.pem";

  /** How many users are told; a builder may be asked for a million. */
  private static final int MOST_USERS = 10_000;

  private static final List<String> STRATEGIES =
      List.of(OAuth2Settings.STRATEGY, OAuth1aSettings.STRATEGY, GatewaySettings.STRATEGY);

  private final Path directory;
  private final SimulatorCredentials credentials;
  private final SimulatedAuthorizationServer authorizationServer;
  private final SimulatedGateway gateway;
  private final @Nullable String certificatePem;

  CredentialFiles(Path directory, IbkrSimulator simulator, @Nullable String certificatePem) {
    this.directory = directory.toAbsolutePath().normalize();
    this.credentials = simulator.credentials();
    this.authorizationServer = simulator.authorizationServer();
    this.gateway = simulator.gateway();
    this.certificatePem = certificatePem;
  }

  void write(String strategyId) throws IOException {
    Files.createDirectories(directory);
    PrivateFiles.write(directory.resolve(PRIVATE_KEY), credentials.privateKeyPem(), true);
    PrivateFiles.write(directory.resolve(PUBLIC_KEY), credentials.publicKeyPem(), false);
    writeKeys(FIRST_PARTY, credentials.firstPartyConsumer());
    writeKeys(THIRD_PARTY, credentials.thirdPartyConsumer());
    PrivateFiles.write(
        directory.resolve(DH_PARAMETERS),
        credentials.firstPartyConsumer().dhParametersPem(),
        false);
    PrivateFiles.write(directory.resolve(GATEWAY_CERTIFICATE), gateway.certificatePem(), false);
    if (certificatePem != null) {
      PrivateFiles.write(directory.resolve(CERTIFICATE), certificatePem, false);
    }
    PrivateFiles.write(directory.resolve("ibkr.yaml"), yaml(strategyId), true);
    PrivateFiles.write(directory.resolve("credentials.json"), Json.indented(json()), true);
  }

  private void writeKeys(String prefix, ConsumerCredentials consumer) throws IOException {
    PrivateFiles.write(directory.resolve(signatureKey(prefix)), consumer.signatureKeyPem(), true);
    PrivateFiles.write(
        directory.resolve(publicHalf(signatureKey(prefix))),
        consumer.signaturePublicKeyPem(),
        false);
    PrivateFiles.write(directory.resolve(encryptionKey(prefix)), consumer.encryptionKeyPem(), true);
    PrivateFiles.write(
        directory.resolve(publicHalf(encryptionKey(prefix))),
        consumer.encryptionPublicKeyPem(),
        false);
  }

  private String yaml(String strategyId) {
    StringBuilder yaml = new StringBuilder("ibkr:\n  auth:\n");
    yaml.append("    strategy: ").append(strategyId).append('\n');
    if (certificatePem != null) {
      yaml.append("    http:\n      trust-certificate: ")
          .append(quoted(path(CERTIFICATE)))
          .append('\n');
    }
    section(yaml, OAuth2Settings.STRATEGY, OAuth2Settings.of(credentials, reference(PRIVATE_KEY)));
    section(
        yaml,
        OAuth1aSettings.STRATEGY,
        OAuth1aSettings.of(
            credentials,
            reference(signatureKey(FIRST_PARTY)),
            reference(encryptionKey(FIRST_PARTY)),
            reference(DH_PARAMETERS)));
    section(yaml, GatewaySettings.STRATEGY, GatewaySettings.of(gateway));
    yaml.append("profiles:\n");
    for (String strategy : STRATEGIES) {
      yaml.append("  ").append(strategy).append(":\n    ibkr:\n      auth:\n");
      yaml.append("        strategy: ").append(strategy).append('\n');
    }
    return yaml.toString();
  }

  private static void section(StringBuilder yaml, String name, Map<String, String> settings) {
    yaml.append("    ").append(name).append(":\n");
    settings.forEach(
        (key, value) ->
            yaml.append("      ").append(key).append(": ").append(quoted(value)).append('\n'));
  }

  private JsonObject json() {
    JsonObject oauth2 =
        new JsonObject()
            .put("tokenUrl", credentials.tokenUri().toString())
            .put("ssoSessionsUrl", credentials.ssoSessionsUri().toString())
            .put("clientId", credentials.clientId())
            .put("keyId", credentials.keyId())
            .put("privateKeyPem", credentials.privateKeyPem())
            .put("privateKeyFile", path(PRIVATE_KEY))
            .put("publicKeyFile", path(PUBLIC_KEY))
            .put("audience", credentials.audience())
            .put("scope", credentials.scope())
            .put("credential", credentials.credential())
            .put("ip", credentials.ip());
    return new JsonObject()
        .put("baseUrl", credentials.baseUri().toString())
        .put("apiUrl", credentials.baseUri() + "/v1/api")
        .put("tlsCertificateFile", certificatePem == null ? null : path(CERTIFICATE))
        .put("accountIds", credentials.accountIds())
        .put("strategies", STRATEGIES)
        .put("oauth2", oauth2)
        .put("oauth1a", oauth1a())
        .put("authorizationServer", authorizationServer())
        .put("users", users())
        .put("gateway", gateway());
  }

  private JsonObject authorizationServer() {
    return new JsonObject()
        .put("issuer", authorizationServer.issuer().toString())
        .put("metadataUrl", authorizationServer.metadataUri().toString())
        .put("clientId", authorizationServer.clientId());
  }

  private List<JsonObject> users() {
    return IntStream.range(0, Math.min(authorizationServer.users(), MOST_USERS))
        .mapToObj(authorizationServer::user)
        .map(
            user ->
                new JsonObject()
                    .put("userName", user.name())
                    .put("password", user.password())
                    .put("accountIds", user.accountIds()))
        .toList();
  }

  private JsonObject gateway() {
    return new JsonObject()
        .put("baseUrl", gateway.baseUri().toString())
        .put("loginUrl", gateway.loginUri().toString())
        .put("certificateFile", path(GATEWAY_CERTIFICATE))
        .put("certificateFingerprint", gateway.fingerprint())
        .put("userName", gateway.userName())
        .put("liveUserName", gateway.liveUserName())
        .put("password", gateway.password())
        .put("totpSecret", gateway.totpSecret());
  }

  private JsonObject oauth1a() {
    ConsumerCredentials firstParty = credentials.firstPartyConsumer();
    JsonObject thirdParty =
        consumer(THIRD_PARTY, credentials.thirdPartyConsumer())
            .put("requestTokenUrl", credentials.requestTokenUri().toString())
            .put("authorizeUrl", credentials.authorizeUri().toString())
            .put("accessTokenUrl", credentials.accessTokenUri().toString())
            .put("userName", credentials.credential())
            .put("password", credentials.password());
    return consumer(FIRST_PARTY, firstParty)
        .put("accessToken", firstParty.accessToken().orElseThrow())
        .put("accessTokenSecret", firstParty.accessTokenSecret().orElseThrow())
        .put("thirdParty", thirdParty);
  }

  private JsonObject consumer(String prefix, ConsumerCredentials consumer) {
    return new JsonObject()
        .put("liveSessionTokenUrl", credentials.liveSessionTokenUri().toString())
        .put("consumerKey", consumer.consumerKey())
        .put("realm", consumer.realm())
        .put("signatureKeyPem", consumer.signatureKeyPem())
        .put("signatureKeyFile", path(signatureKey(prefix)))
        .put("signaturePublicKeyFile", path(publicHalf(signatureKey(prefix))))
        .put("encryptionKeyPem", consumer.encryptionKeyPem())
        .put("encryptionKeyFile", path(encryptionKey(prefix)))
        .put("encryptionPublicKeyFile", path(publicHalf(encryptionKey(prefix))))
        .put("dhParametersPem", consumer.dhParametersPem())
        .put("dhParametersFile", path(DH_PARAMETERS));
  }

  private static String signatureKey(String prefix) {
    return prefix + "-signature-key.pem";
  }

  private static String encryptionKey(String prefix) {
    return prefix + "-encryption-key.pem";
  }

  private static String publicHalf(String privateKey) {
    return privateKey.replace("-key.pem", "-public-key.pem");
  }

  private String reference(String name) {
    return "file:" + path(name);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  /** A JSON string is a YAML double-quoted scalar. */
  private static String quoted(String value) {
    return Json.text(value);
  }
}
