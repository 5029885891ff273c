package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

  private static final String KEY =
      "-----BEGIN PRIVATE KEY-----\\nPLANTED\\n-----END PRIVATE KEY-----";
  private static final String NPM =
      """
      {"consumerKey": "ABCDEFGHI", "accessToken": "PLANTED-token", "accessTokenSecret": "PLANTED-secret",
       "signature": "%s", "encryption": "/keys/encryption.pem", "dhPrime": "%s", "realm": "limited_poa"}
      """
          .formatted(KEY, "f".repeat(128));

  @TempDir Path folder;

  @Test
  void show_whenSourcesDiffer_tellsWhereEachValueIsFrom() throws IOException {
    write(
        "ibkr.yaml",
        """
        ibkr:
          account-id: DU1
          auth:
            strategy: oauth2-jwt
            oauth2-jwt: {client-id: FILE, credential: PLANTED, private-key: "env:MY_KEY"}
        profiles:
          paper: {ibkr.auth.oauth2-jwt.key-id: paper}
        """);

    CommandRun run =
        CommandRun.in(folder)
            .with("MY_KEY", "PLANTED")
            .with("IBIND_OAUTH2_IP_ADDRESS", "203.0.113.7")
            .with("IBKR_AUTH_OAUTH2_JWT_CLIENT_ID", "VARIABLE")
            .run("config", "show", "--profile", "paper");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll("\\s+", " ")))
        .contains(
            "ibkr.account-id DU1 " + folder.resolve("ibkr.yaml"),
            "ibkr.auth.oauth2-jwt.client-id VARIABLE environment variable IBKR_AUTH_OAUTH2_JWT_CLIENT_ID",
            "ibkr.auth.oauth2-jwt.key-id paper " + folder.resolve("ibkr.yaml") + ", profile paper",
            "ibkr.auth.oauth2-jwt.ip 203.0.113.7 environment variable IBIND_OAUTH2_IP_ADDRESS",
            "ibkr.auth.oauth2-jwt.credential **** " + folder.resolve("ibkr.yaml"),
            "ibkr.auth.oauth2-jwt.private-key env:MY_KEY " + folder.resolve("ibkr.yaml"),
            "Profiles: paper; used: paper.");
    assertThat(run.all()).doesNotContain("PLANTED");
  }

  @Test
  void show_whenJsonIsWantedAndSomethingIsWrong_holdsBoth() throws IOException {
    write("ibkr.yaml", "ibkr.auth: {strategy: oauth1a, oauth1a.consumer-kex: PLANTED}");

    CommandRun run = CommandRun.in(folder).run("config", "show", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.json().at("/settings/0/name").asText()).isEqualTo("ibkr.auth.strategy");
    assertThat(run.json().at("/settings/0/value").asText()).isEqualTo("oauth1a");
    assertThat(run.json().at("/problems").toString())
        .contains("ibkr.auth.oauth1a.consumer-kex is unknown")
        .contains("ibkr.auth.oauth1a.consumer-key is missing");
    assertThat(run.all()).doesNotContain("PLANTED");
  }

  @Test
  void show_whenAnAddressHoldsAPassword_masksIt() {
    CommandRun run =
        CommandRun.in(folder)
            .with("IBKR_AUTH_STRATEGY", "gateway-session")
            .with("IBKR_GATEWAY_URL", "https://user:PLANTED@localhost:5000")
            .run("config", "show");

    assertThat(run.out()).contains("https://****@localhost:5000");
    assertThat(run.all()).doesNotContain("PLANTED");
  }

  @Test
  void convert_whenSecretsMayGoNowhere_leavesThemOut() throws IOException {
    write("oauth1.json", NPM);

    CommandRun run = CommandRun.in(folder).run("config", "convert", "oauth1.json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "    strategy: \"oauth1a\"",
            "      consumer-key: \"ABCDEFGHI\"",
            "      # access-token: set IBKR_AUTH_OAUTH1A_ACCESS_TOKEN, or convert again with --secrets",
            "      encryption-key-file: \"/keys/encryption.pem\"");
    assertThat(run.all()).doesNotContain("PLANTED");
  }

  @Test
  void convert_whenADirectoryIsNamed_writesEachSecretForItsOwnerOnly() throws IOException {
    write("oauth1.json", NPM);

    CommandRun run =
        CommandRun.in(folder).run("config", "convert", "oauth1.json", "--secrets", "secrets");

    assertThat(run.exitCode()).isZero();
    assertThat(run.all()).doesNotContain("PLANTED");
    Path token = folder.resolve("secrets").resolve("ibkr.auth.oauth1a.access-token");
    assertThat(token).hasContent("PLANTED-token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");

    write("ibkr.yaml", run.out());
    CommandRun shown = CommandRun.in(folder).run("config", "show");
    assertThat(shown.out()).contains("file:" + token.toAbsolutePath());
    assertThat(shown.exitCode()).isZero();

    CommandRun again =
        CommandRun.in(folder).run("config", "convert", "oauth1.json", "--secrets", "secrets");
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("holds ibkr.auth.oauth1a.access-token").contains("--secrets");
  }

  @Test
  void convert_whenAskedTo_printsSecrets() throws IOException {
    write("oauth1.json", NPM);

    CommandRun run =
        CommandRun.in(folder).run("config", "convert", "oauth1.json", "--show-secrets");

    assertThat(run.out()).contains("access-token-secret: \"PLANTED-secret\"");
  }

  @Test
  void convert_whenOursHasProfiles_keepsThem() throws IOException {
    write(
        "ours.properties",
        """
        ibkr.auth.strategy = oauth2
        ibkr.auth.oauth2-jwt.client-id = A
        profiles.live.ibkr.auth.oauth2-jwt.client-id = B
        """);

    CommandRun run = CommandRun.in(folder).run("config", "convert", "ours.properties");
    write("ibkr.yaml", run.out());

    assertThat(run.exitCode()).isZero();
    assertThat(
            CommandRun.in(folder)
                .run("config", "show", "--profile", "live", "--json")
                .json()
                .at("/settings/1/value")
                .asText())
        .isEqualTo("B");
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
