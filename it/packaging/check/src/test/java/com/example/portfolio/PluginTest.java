package com.example.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.housekey.HouseGateway;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins beside our own strategies: old, new, twice there, and broken. */
class PluginTest {

  private static final Path HOME = Path.of(System.getProperty("packaging.home")).normalize();
  private static final String PLUGIN = "com.example.plugin.Plugin";
  private static final String OTHER = "com.example.plugin.Other";

  private static IbkrSimulator simulator;
  private static HouseGateway gateway;
  private static String pass;

  @TempDir Path folder;
  private String classPath;

  @BeforeAll
  static void start() throws Exception {
    simulator = IbkrSimulator.builder().start();
    gateway = new HouseGateway("key", (method, path, body) -> answer());
    HttpResponse<String> sold =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(gateway.uri().resolve("/passes"))
                    .header("X-Api-Key", "key")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    pass = sold.body().replaceAll(".*\"pass\":\"([^\"]+)\".*", "$1");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    simulator.close();
  }

  @BeforeEach
  void read() throws Exception {
    classPath = Files.readString(HOME.resolve("check/target/class-path")).strip();
  }

  private static HouseGateway.Reply answer() {
    return new HouseGateway.Reply(200, "[]".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void plugin_compiledAgainstTheFirstSpi_isLetIn() throws Exception {
    PluginJar plugin = plugin(PLUGIN, "plugin");
    FirstSpi.SOURCES.forEach(plugin::against);

    Run run = runPlugin(plugin.write(folder.resolve("old.jar"), classPath));

    assertEquals(0, run.exit(), run.output());
    assertEquals("strategy plugin", run.lines("strategy ").get(0));
  }

  @Test
  void plugin_compiledAgainstALaterSpi_isNamedWithItsJar() throws Exception {
    PluginJar plugin =
        plugin(PLUGIN, "plugin")
            .against(
                "io.github.ibkrauth.auth.spi.SpiVersion",
                "package io.github.ibkrauth.auth.spi; public final class SpiVersion {"
                    + " public static final int CURRENT = 99; }");

    Run run = runPlugin(plugin.write(folder.resolve("later.jar"), classPath));

    assertTrue(run.exit() != 0, run.output());
    assertTrue(run.output().contains("later.jar"), run.output());
    assertTrue(run.output().contains("99"), run.output());
    assertFalse(run.output().contains(pass), run.output());
  }

  @Test
  void plugin_compiledAgainstALaterSpi_harmsNobodyElse() throws Exception {
    PluginJar plugin =
        plugin(PLUGIN, "plugin")
            .against(
                "io.github.ibkrauth.auth.spi.SpiVersion",
                "package io.github.ibkrauth.auth.spi; public final class SpiVersion {"
                    + " public static final int CURRENT = 99; }");

    assertLetIn(plugin.write(folder.resolve("later.jar"), classPath));
  }

  @Test
  void sameProvider_inTwoJars_isOne() throws Exception {
    Path first = plugin(PLUGIN, "plugin").write(folder.resolve("first.jar"), classPath);
    Path second = Files.copy(first, folder.resolve("second.jar"));

    Run run = runPlugin(first, second);

    assertEquals(0, run.exit(), run.output());
  }

  @Test
  void twoProviders_ofOneId_areNamedWithTheirJarsAndNoneIsChosen() throws Exception {
    Path first = plugin(PLUGIN, "plugin").write(folder.resolve("first.jar"), classPath);
    Path second = plugin(OTHER, "plugin").write(folder.resolve("second.jar"), classPath);

    Run run = runPlugin(first, second);

    assertTrue(run.exit() != 0, run.output());
    for (String named : new String[] {PLUGIN, OTHER, "first.jar", "second.jar"}) {
      assertTrue(run.output().contains(named), named + " is not named in " + run.output());
    }
    assertFalse(run.output().contains(pass), run.output());
  }

  @Test
  void plantedProvider_ofOurId_isNotChosen() throws Exception {
    Path planted = plugin(PLUGIN, "oauth2-jwt").write(folder.resolve("planted.jar"), classPath);
    simulator.writeTo(folder, "oauth2-jwt");

    Run run = Run.of(Jdks.own(), folder, classPath + File.pathSeparator + planted);

    assertTrue(run.exit() != 0, run.output());
    assertTrue(run.output().contains("planted.jar"), run.output());
  }

  @Test
  void serviceFile_withoutItsClass_harmsNobodyElse() throws Exception {
    assertLetIn(
        new PluginJar()
            .listing("com.example.plugin.Gone")
            .write(folder.resolve("broken.jar"), classPath));
  }

  @Test
  void serviceFile_thatIsNoServiceFile_harmsNobodyElse() throws Exception {
    assertLetIn(
        new PluginJar()
            .listing("this is not a class name")
            .write(folder.resolve("broken.jar"), classPath));
  }

  @Test
  void provider_thatThrowsInItsConstructor_harmsNobodyElse() throws Exception {
    String throwing =
        FirstSpi.PROVIDER
            .formatted("Plugin", "plugin")
            .replace(
                "  public String id() { return \"plugin\"; }\n  public int",
                "  public Plugin() { throw new IllegalStateException(\"broken\"); }\n"
                    + "  public String id() { return \"plugin\"; }\n  public int");
    assertTrue(throwing.contains("IllegalStateException"));

    assertLetIn(
        new PluginJar()
            .with(PLUGIN, throwing)
            .listing(PLUGIN)
            .write(folder.resolve("broken.jar"), classPath));
  }

  private static PluginJar plugin(String className, String id) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return new PluginJar()
        .with(className, FirstSpi.PROVIDER.formatted(simple, id))
        .listing(className);
  }

  /** Runs with our own strategy while the jar lies beside it. */
  private void assertLetIn(Path jar) throws Exception {
    simulator.writeTo(folder, "oauth2-jwt");

    Run run = Run.of(Jdks.own(), folder, jar + File.pathSeparator + classPath);

    assertEquals(0, run.exit(), run.output());
    assertEquals("strategy oauth2-jwt", run.lines("strategy ").get(0));
  }

  private Run runPlugin(Path... jars) throws Exception {
    URI base = gateway.uri();
    StringBuilder path = new StringBuilder(classPath);
    for (Path jar : jars) {
      path.append(File.pathSeparator).append(jar);
    }
    Path secret = Files.writeString(folder.resolve("pass"), pass);
    secret.toFile().setReadable(false, false);
    secret.toFile().setReadable(true, true);
    Files.writeString(
        folder.resolve("ibkr.yaml"),
        "ibkr.auth.strategy: plugin\nibkr.auth.plugin.base-url: "
            + base
            + "\nibkr.auth.plugin.pass: file:"
            + secret
            + "\n");
    return Run.of(Jdks.own(), folder, path.toString());
  }
}
