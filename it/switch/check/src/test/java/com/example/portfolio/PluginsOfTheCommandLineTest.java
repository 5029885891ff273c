package com.example.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.housekey.HouseGateway;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code ibkr} with a stranger's strategy in {@code ~/.ibkr/plugins}. */
class PluginsOfTheCommandLineTest {

  private static final Path HOME = Path.of(System.getProperty("switch.home")).normalize();
  private static final String KEY = "key-of-the-house-0816";
  private static final String PROVIDER = "com.example.housekey.HouseKeyProvider";

  private static HouseGateway gateway;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        new HouseGateway(
            KEY,
            (method, path, body) ->
                new HouseGateway.Reply(
                    200, "[{\"accountId\":\"DU1\"}]".getBytes(StandardCharsets.UTF_8)));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void putTheJarThere() throws Exception {
    Path plugins = Files.createDirectories(folder.resolve(".ibkr/plugins"));
    Path jar =
        Stream.of(classPath("with-house-key").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> path.getFileName().toString().startsWith("house-key-strategy"))
            .findFirst()
            .orElseThrow();
    Files.copy(jar, plugins.resolve("house-key.jar"));
    Files.writeString(folder.resolve("key"), KEY).toFile().setReadable(false, false);
    folder.resolve("key").toFile().setReadable(true, true);
    settings("");
  }

  @Test
  void strategies_withTheJarInThePluginsFolder_listsIt() throws Exception {
    Run run = ibkr("strategies");

    assertEquals(0, run.exit(), run.output());
    assertTrue(run.output().contains("house-key"), run.output());
    assertTrue(run.output().contains("house-key.jar"), run.output());
  }

  @Test
  void accounts_withTheJarInThePluginsFolder_logsInByIt() throws Exception {
    Run run = ibkr("accounts");

    assertEquals(0, run.exit(), run.output());
    assertTrue(run.output().contains("DU1"), run.output());
  }

  @Test
  void accounts_whenTheTrustListDoesNotNameIt_refusesIt() throws Exception {
    settings("ibkr.auth.strategy.trusted: io.github.ibkrauth.auth\n");

    Run run = ibkr("accounts");

    assertFalse(run.exit() == 0, run.output());
    assertTrue(run.output().contains(PROVIDER), run.output());
    assertTrue(run.output().contains("UNTRUSTED"), run.output());
    assertFalse(run.output().contains(KEY), run.output());
  }

  private Run ibkr(String... arguments) throws Exception {
    return Run.java(
        Jdks.own(),
        folder,
        Stream.concat(
                Stream.of(
                    "-cp", classPath("with-command-line"), "io.github.ibkrauth.ibkr.cli.Main"),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private void settings(String more) throws Exception {
    Files.writeString(
        folder.resolve("ibkr.yaml"),
        """
        ibkr.auth.strategy: house-key
        ibkr.auth.house-key.base-url: %s
        ibkr.auth.house-key.api-key: file:%s
        %s"""
            .formatted(gateway.uri(), folder.resolve("key"), more));
  }

  private static String classPath(String module) throws Exception {
    return Files.readString(HOME.resolve(module + "/target/class-path")).strip();
  }
}
