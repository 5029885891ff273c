package io.github.ibkrauth.ibkr.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a client needs into a directory: configuration, keys, the certificate, and
 * credentials.json.
 */
final class CredentialFiles {
  private static final String PRIVATE_KEY = "oauth2-private-key.pem";
  private static final String PUBLIC_KEY = "oauth2-public-key.pem";
  private static final String CERTIFICATE = "simulator-certificate.pem";

  private final Path directory;
  private final SimulatorCredentials credentials;
  private final @Nullable String certificatePem;

  CredentialFiles(
      Path directory, SimulatorCredentials credentials, @Nullable String certificatePem) {
    this.directory = directory.toAbsolutePath().normalize();
    this.credentials = credentials;
    this.certificatePem = certificatePem;
  }

  void write() throws IOException {
    Files.createDirectories(directory);
    PrivateFiles.write(directory.resolve(PRIVATE_KEY), credentials.privateKeyPem(), true);
    PrivateFiles.write(directory.resolve(PUBLIC_KEY), credentials.publicKeyPem(), false);
    if (certificatePem != null) {
      PrivateFiles.write(directory.resolve(CERTIFICATE), certificatePem, false);
    }
    PrivateFiles.write(directory.resolve("ibkr.yaml"), yaml(), true);
    PrivateFiles.write(directory.resolve("credentials.json"), Json.indented(json()), true);
  }

  private String yaml() {
    StringBuilder yaml = new StringBuilder("ibkr:\n  auth:\n");
    yaml.append("    strategy: ").append(OAuth2Settings.STRATEGY).append('\n');
    if (certificatePem != null) {
      yaml.append("    http:\n      trust-certificate: ")
          .append(quoted(path(CERTIFICATE)))
          .append('\n');
    }
    yaml.append("    ").append(OAuth2Settings.STRATEGY).append(":\n");
    OAuth2Settings.of(credentials, "file:" + path(PRIVATE_KEY))
        .forEach(
            (name, value) ->
                yaml.append("      ").append(name).append(": ").append(quoted(value)).append('\n'));
    return yaml.toString();
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
        .put("strategies", List.of(OAuth2Settings.STRATEGY))
        .put("oauth2", oauth2);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  /** A JSON string is a YAML double-quoted scalar. */
  private static String quoted(String value) {
    return Json.text(value);
  }
}
