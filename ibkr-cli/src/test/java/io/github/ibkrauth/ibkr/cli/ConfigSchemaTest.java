package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema knows every setting there is, takes good files, and refuses bad ones. */
class ConfigSchemaTest {

  private static final Path CHECKED_IN = Path.of("..", "docs", "ibkr.schema.json");
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V7)
          .getSchema(new ConfigSchema(AuthStrategies.discover()).document());

  private static final Pattern DECLARATION =
      Pattern.compile(
          "= *\\s*ConfigKey\\.(?:text|secret|uri|duration|integer|bool|list|path|choice)\\(\\s*\"([a-z0-9.-]+)\"");

  @TempDir Path folder;

  @Test
  void checkedInSchema_always_isTheOneThatIsPrinted() throws IOException {
    CommandRun run = CommandRun.in(folder).run("config", "schema");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .as("renew it: ./ibkr config schema > docs/ibkr.schema.json")
        .isEqualTo(Files.readString(CHECKED_IN));
    assertThat(CommandRun.in(folder).run("config", "schema", "--json").out()).isEqualTo(run.out());
  }

  @Test
  void schema_always_knowsEveryKeyThatAnySourceDeclares() throws IOException {
    Set<String> known =
        KnownSetting.all(AuthStrategies.discover()).stream()
            .map(setting -> setting.key().name())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> declared = new TreeSet<>();
    try (Stream<Path> modules = Files.list(ProjectRoot.path())) {
      for (Path module : modules.map(each -> each.resolve("src/main/java")).toList()) {
        // What a command reads from the environment only is not for the file.
        if (Files.isDirectory(module) && !module.toString().contains("ibkr-cli")) {
          declare(module, declared);
        }
      }
    }
    assertThat(declared).hasSizeGreaterThan(50);
    assertThat(known).containsAll(declared);
  }

  private static void declare(Path module, Set<String> declared) throws IOException {
    try (Stream<Path> files = Files.walk(module)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        Matcher declaration = DECLARATION.matcher(Files.readString(file));
        while (declaration.find()) {
          declared.add(declaration.group(1));
        }
      }
    }
  }

  @Test
  void schema_whenAFileIsGood_takesIt() throws IOException {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      simulator.writeTo(folder);
    }
    assertThat(problems(Files.readString(folder.resolve("ibkr.yaml")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ibkr: {auth: {strategy: oauth1a, oauth1a: {consumer-key: 007, dh-generator: 2}}}",
        "ibkr.auth.strategy: oauth2-jwt\nibkr.auth.oauth2-jwt.jti: yes",
        "ibkr: {auth: {http: {read-timeout: 20s, connect-timeout: PT5S}}}",
        "ibkr: {auth: {strategy.trusted: [a.b, c.d], my-own: {x: 1}}}",
        "ibkr: {account-id: U1, session: {compete: true, maintenance: [SAT 18:00-24:00]}}",
        "ibkr: {auth: {strategy: x}}\nprofiles: {live: {ibkr.auth.strategy: y}, paper: {ibkr: {auth: {strategy: z}}}}",
        "ibkr: {auth: {gateway-session: {tls-trust: first-use, base-url: 'https://localhost:5000'}}}",
      })
  void schema_whenSettingsAreGood_takesThem(String yaml) {
    assertThat(problems(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ibrk: {auth: {strategy: x}}",
        "ibkr: {atuh: {strategy: x}}",
        "ibkr: {auth: {oauth1a: {consumer-kex: x}}}",
        "ibkr.auth.oauth1a.consumer-kex: x",
        "ibkr: {auth: {http: {read-timeout: 20}}}",
        "ibkr: {auth: {http: {read-timeout: soon}}}",
        "ibkr: {auth: {oauth1a: {dh-generator: two}}}",
        "ibkr: {auth: {oauth2-jwt: {jti: maybe}}}",
        "ibkr: {auth: {oauth2-jwt: {base-url: api.ibkr.com}}}",
        "ibkr: {auth: {oauth2-jwt: {mode: sessions}}}",
        "ibkr: {auth: {oauth2-jwt: {client-id: [a]}}}",
        "ibkr: {auth: secret}",
        "profiles: {live: {strategy: x}}",
        "profiles: [live]",
      })
  void schema_whenSettingsAreBad_refusesThem(String yaml) {
    assertThat(problems(yaml)).isNotEmpty();
  }

  private static Set<?> problems(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML);
  }
}
