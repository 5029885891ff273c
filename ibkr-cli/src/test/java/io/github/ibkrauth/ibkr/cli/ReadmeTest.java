package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the front page shows must work as it stands there. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");

  @TempDir Path dir;

  @Test
  void javaExample_whenCompiledOnceAndRunWithEachStrategy_printsTheSameAccounts() throws Exception {
    String example = blocks("java").get(0);
    assertThat(example.lines().filter(line -> !line.startsWith("//")))
        .isNotEmpty()
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).matches(".*(oauth|gateway).*"));
    Path classes = compile(example);
    Path program = classes.resolve("Example.class");
    byte[] compiled = Files.readAllBytes(program);
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      Set<String> strategies = new TreeSet<>(simulator.strategyIds());
      assertThat(strategies).contains("gateway-session", "oauth1a", "oauth2-jwt");
      simulator.gateway().logIn();
      Set<String> outputs = new HashSet<>();
      for (String strategy : strategies) {
        Path folder = dir.resolve(strategy);
        simulator.writeTo(folder, strategy);
        outputs.add(output(classes, folder.resolve("ibkr.yaml")));
        assertThat(program).hasBinaryContent(compiled);
      }
      // One each, whatever the login: nothing in the program knows the strategy.
      assertThat(simulator.requests().count("POST", "/oauth2/api/v1/token")).isEqualTo(1);
      assertThat(simulator.requests().count("POST", "/v1/api/oauth/live_session_token"))
          .isEqualTo(1);
      assertThat(outputs).hasSize(1);
      List<String> lines = outputs.iterator().next().lines().toList();
      assertThat(lines).hasSameSizeAs(simulator.credentials().accountIds());
      for (int i = 0; i < lines.size(); i++) {
        assertThat(lines.get(i))
            .startsWith(simulator.credentials().accountIds().get(i) + " ")
            .matches("DU\\d+ -?\\d+\\.\\d\\d USD");
      }
    }
  }

  @Test
  void settingsExample_whenRead_holdsOnlySettingsThatExist() throws IOException {
    Path file = Files.writeString(dir.resolve("ibkr.yaml"), blocks("yaml").get(0));
    AuthConfig config =
        new IbkrConfigLoader(Map.of(), new java.util.Properties(), dir, dir).load(file, null);
    String id = config.get(AuthStrategies.STRATEGY);
    List<String> problems =
        AuthStrategies.discover().provider(id).orElseThrow().configSpec().problems(config);
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("private-key")
        .contains("/run/secrets/ibkr-oauth2.pem");
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(README));
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  private Path compile(String example) throws IOException {
    Path source =
        Files.writeString(
            dir.resolve("Example.java"),
            """
            import io.github.ibkrauth.auth.*;
            import io.github.ibkrauth.ibkr.*;
            import io.github.ibkrauth.ibkr.model.*;

            public class Example {
              public static void main(String[] arguments) {
            %s
              }
            }
            """
                .formatted(example));
    Path classes = Files.createDirectories(dir.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                complaints,
                null,
                null,
                List.of("-proc:none", "-d", classes.toString(), "-cp", classPath()),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(compiled).as(complaints.toString()).isTrue();
    return classes;
  }

  private String output(Path classes, Path settings) throws Exception {
    Process program = run(classes, settings);
    String output =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(program.waitFor()).as(output).isZero();
    return output;
  }

  private Process run(Path classes, Path settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes + java.io.File.pathSeparator + classPath(),
            "Example");
    builder.environment().keySet().removeIf(name -> name.startsWith("IBKR_"));
    builder.environment().put("IBKR_CONFIG", settings.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
