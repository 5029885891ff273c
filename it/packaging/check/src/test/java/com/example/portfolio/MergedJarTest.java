package com.example.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All in one jar: with the service files put together, and with one of them kept. */
class MergedJarTest {

  private static final List<String> STRATEGIES =
      List.of("oauth2-jwt", "oauth1a", "gateway-session");
  private static final Path HOME = Path.of(System.getProperty("packaging.home")).normalize();

  private static IbkrSimulator simulator;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().start();
    simulator.gateway().logIn();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a", "gateway-session"})
  void shadedJar_withServiceFilesPutTogether_knowsEveryStrategy(String strategy) throws Exception {
    Run run = run("shaded-jar", strategy);

    assertEquals(0, run.exit(), run.output());
    assertEquals(List.of("strategy " + strategy), run.lines("strategy "), run.output());
    assertTrue(run.lines("account ").size() > 0, run.output());
  }

  @Test
  void naiveJar_withOneServiceFileKept_saysWhichStrategyIsLeftAndWhereToLook() throws Exception {
    List<Run> runs =
        Stream.of("oauth2-jwt", "oauth1a", "gateway-session").map(this::naive).toList();

    List<Run> letIn = runs.stream().filter(run -> run.exit() == 0).toList();
    assertEquals(1, letIn.size(), runs.toString());
    String left = letIn.get(0).lines("strategy ").get(0).substring("strategy ".length());
    assertTrue(STRATEGIES.contains(left));
    for (Run run : runs) {
      if (run.exit() != 0) {
        assertTrue(run.output().contains(left), run.output());
        assertTrue(run.output().contains("in a merged jar check META-INF/services"), run.output());
      }
    }
  }

  private Run naive(String strategy) {
    try {
      return run("naive-jar", strategy);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Run run(String module, String strategy) throws Exception {
    simulator.writeTo(folder, strategy);
    Path jar = HOME.resolve(module + "/target/" + module + "-1.0.jar");
    return Run.of(Jdks.own(), folder, jar.toString());
  }
}
