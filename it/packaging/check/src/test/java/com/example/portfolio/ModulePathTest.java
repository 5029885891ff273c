package com.example.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a named module, with everything else on the module path. */
class ModulePathTest {

  private static final Path HOME = Path.of(System.getProperty("packaging.home")).normalize();

  private static IbkrSimulator simulator;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void namedModule_withStrategiesOnTheModulePath_isLetIn() throws Exception {
    List<String> libraries = libraries();
    Path classes = compile(libraries);
    for (String strategy : List.of("oauth2-jwt", "oauth1a")) {
      simulator.writeTo(folder, strategy);

      Run run = run(libraries, classes);

      assertEquals(0, run.exit(), run.output());
      assertEquals(List.of("strategy " + strategy), run.lines("strategy "), run.output());
      assertTrue(run.lines("account ").size() > 0, run.output());
    }
  }

  /** Returns the jars that the application needs, without the application. */
  private static List<String> libraries() throws Exception {
    String classPath = Files.readString(HOME.resolve("check/target/class-path")).strip();
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(jar -> !jar.contains("portfolio"))
        .toList();
  }

  private Path compile(List<String> libraries) throws Exception {
    Path module =
        Files.writeString(
            folder.resolve("module-info.java"),
            "module com.example.named { requires io.github.ibkrauth.auth; requires io.github.ibkrauth.ibkr; }\n");
    Path main = Files.createDirectories(folder.resolve("com/example/named")).resolve("Main.java");
    Files.writeString(
        main,
        """
        package com.example.named;
        import io.github.ibkrauth.auth.AuthConfig;
        import io.github.ibkrauth.ibkr.IbkrClient;
        public final class Main {
          public static void main(String[] args) {
            try (IbkrClient ibkr = IbkrClient.connect(AuthConfig.load())) {
              System.out.println("strategy " + ibkr.authSession().strategyId());
              ibkr.portfolio().accounts().forEach(account -> System.out.println("account " + account.id()));
            }
          }
        }
        """);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-d",
                classes.toString(),
                "--release",
                "17",
                "-p",
                String.join(File.pathSeparator, libraries),
                module.toString(),
                main.toString());
    assertEquals(0, result, "the module does not compile");
    return classes;
  }

  private Run run(List<String> libraries, Path classes) throws Exception {
    return Run.java(
        Jdks.own(),
        folder,
        "-p",
        String.join(File.pathSeparator, libraries) + File.pathSeparator + classes,
        // Strategies are nobody's requirement: they are found when they are there.
        "--add-modules",
        "ALL-MODULE-PATH",
        "-m",
        "com.example.named/com.example.named.Main");
  }
}
