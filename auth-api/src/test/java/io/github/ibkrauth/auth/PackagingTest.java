package io.github.ibkrauth.auth;

import static io.github.ibkrauth.auth.ProviderJars.services;
import static io.github.ibkrauth.auth.ProviderJars.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Discovery in processes and class loaders that are put together as applications are. */
class PackagingTest {

  /** Prints the ids found in four places; the first word is the place. */
  private static final String MAIN =
      """
      package app;
      import io.github.ibkrauth.auth.AuthStrategies;
      import java.util.concurrent.ForkJoinPool;
      public class Main {
        public static void main(String[] args) throws Exception {
          print("main");
          Thread bare = new Thread(() -> print("bare"));
          bare.setContextClassLoader(null);
          bare.start();
          bare.join();
          ForkJoinPool.commonPool().submit(() -> print("pool")).get();
          System.out.println(AuthStrategies.class.getModule());
        }
        static void print(String place) {
          System.out.println(place + " " + AuthStrategies.discover().ids());
        }
      }
      """;

  @TempDir private Path folder;
  private ProviderJars jars;

  @BeforeEach
  void prepare() {
    jars = new ProviderJars(folder);
  }

  @AfterEach
  void close() throws Exception {
    jars.close();
  }

  @Test
  void discover_onTheModulePath_findsProvidesAndAutomaticModules() throws Exception {
    Path explicit =
        jars.module(
            "explicit.jar",
            Map.of(
                "e.Explicit",
                source("e.Explicit", "explicit"),
                "module-info",
                """
                module explicit {
                  requires io.github.ibkrauth.auth;
                  provides io.github.ibkrauth.auth.spi.AuthStrategyProvider with e.Explicit;
                }
                """),
            Map.of());
    Path forgotten =
        jars.module(
            "forgotten.jar",
            Map.of(
                "f.Forgotten",
                source("f.Forgotten", "forgotten"),
                "module-info",
                "module forgotten { requires io.github.ibkrauth.auth; }"),
            services("f.Forgotten"));
    Path automatic = jars.provider("automatic-1.0.jar", "a.Automatic", "automatic");
    Path app =
        jars.module(
            "app.jar",
            Map.of(
                "app.Main",
                MAIN,
                "module-info",
                "module app { requires io.github.ibkrauth.auth; }"),
            Map.of());

    List<String> output =
        java(
            "--module-path",
            path(app, ProviderJars.api(), explicit, forgotten, automatic),
            "--add-modules",
            "ALL-MODULE-PATH",
            "--module",
            "app/app.Main");

    // A services file inside an explicit module does not count; that is the platform's rule.
    assertThat(output)
        .containsExactly(
            "main [automatic, explicit]",
            "bare [automatic, explicit]",
            "pool [automatic, explicit]",
            "module io.github.ibkrauth.auth");
  }

  @Test
  void discover_onTheClassPath_findsJarsAndAMergedJarOnEveryThread() throws Exception {
    Path merged =
        jars.merge(
            "merged.jar",
            true,
            jars.provider("a.jar", "a.A", "aaa"),
            jars.provider("b.jar", "b.B", "bbb"));
    Path app = jars.jar("app.jar", Map.of("app.Main", MAIN), Map.of());

    List<String> output =
        java(
            "-cp",
            path(app, ProviderJars.api(), merged, jars.provider("c.jar", "c.C", "ccc")),
            "app.Main");

    assertThat(output)
        .startsWith("main [aaa, bbb, ccc]", "bare [aaa, bbb, ccc]", "pool [aaa, bbb, ccc]")
        .last()
        .asString()
        .startsWith("unnamed module");
  }

  @Test
  void load_whenThereIsOneConfigLoader_usesIt() throws Exception {
    Object config = load(configLoader("one.jar", "o.One", "return base.build();"));

    assertThat(config.toString()).isEqualTo("AuthConfig(from o.One, set: [])");
  }

  @Test
  void load_whenThereAreTwoConfigLoaders_prefersNone() {
    Path one = configLoader("one.jar", "o.One", "return base.build();");
    Path two = configLoader("two.jar", "t.Two", "return base.build();");

    assertThat(failure(one, two).getMessage())
        .contains("several loaders of settings", "o.One", "t.Two", "Remove all but one");
  }

  @Test
  void load_whenTheConfigLoaderIsBroken_saysSo() {
    Path broken =
        jars.jar("broken.jar", Map.of(), Map.of(ProviderJars.LOADER_SERVICES, "no.Such\n"));

    assertThat(failure(broken))
        .hasMessageContaining("The loader of settings on the class path is broken")
        .hasMessageContaining("no.Such")
        .extracting(e -> e.getClass().getSimpleName())
        .isEqualTo("AuthConfigurationException");
  }

  private Path configLoader(String jar, String className, String body) {
    int dot = className.lastIndexOf('.');
    String source =
        """
        package %s;
        import io.github.ibkrauth.auth.AuthConfig;
        public class %s implements io.github.ibkrauth.auth.spi.ConfigLoader {
          @Override public AuthConfig load() {
            AuthConfig.Builder base = AuthConfig.builder().prefix("from %s");
            %s
          }
        }
        """
            .formatted(className.substring(0, dot), className.substring(dot + 1), className, body);
    return jars.jar(
        jar, Map.of(className, source), Map.of(ProviderJars.LOADER_SERVICES, className + "\n"));
  }

  /** Calls AuthConfig.load() in a copy of this library that sees those jars. */
  private Object load(Path... some) throws Exception {
    Path[] all =
        Stream.concat(Stream.of(ProviderJars.api()), Arrays.stream(some)).toArray(Path[]::new);
    ClassLoader apart = jars.loader(ClassLoader.getPlatformClassLoader(), all);
    try {
      return apart.loadClass(AuthConfig.class.getName()).getMethod("load").invoke(null);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private Exception failure(Path... some) {
    try {
      load(some);
    } catch (Exception e) {
      return e;
    }
    throw new AssertionError("was not refused");
  }

  private static List<String> java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.lines().toList();
  }

  private static String path(Path... parts) {
    return Arrays.stream(parts).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
