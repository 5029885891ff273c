package com.example.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.housekey.HouseGateway;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One jar, the same bytes, let in by four strategies. */
class SwitchTest {

  private static final String KEY = "key-of-the-house-0815";
  private static final Path HOME = Path.of(System.getProperty("switch.home")).normalize();
  private static final Path JAR = HOME.resolve("application/target/portfolio-1.0.jar");

  private static IbkrSimulator simulator;
  private static IbkrClient house;
  private static HouseGateway gateway;
  private static List<String> expected;
  private static String bytes;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    bytes = digest();
    simulator = IbkrSimulator.builder().start();
    simulator.gateway().logIn();
    house =
        IbkrClient.connect(
            AuthConfig.builder()
                .prefix("ibkr.auth")
                .values("the simulator", simulator.configuration("oauth2-jwt"))
                .build());
    gateway = new HouseGateway(KEY, new SignedForward(house));
    expected =
        house.portfolio().accounts().stream()
            .map(
                account ->
                    "account "
                        + account.id()
                        + " "
                        + house.portfolio().summary(account.id()).netLiquidation())
            .toList();
    assertFalse(expected.isEmpty());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    house.close();
    simulator.close();
  }

  @BeforeEach
  @AfterEach
  void jar_always_hasTheSameBytes() throws Exception {
    assertEquals(bytes, digest());
  }

  /** Each strategy on each JDK that is here: the one that runs this, and newer ones beside it. */
  static Stream<String[]> runs() throws Exception {
    return Jdks.here().stream()
        .flatMap(
            java ->
                Stream.of("oauth2-jwt", "oauth1a", "gateway-session", "house-key")
                    .map(strategy -> new String[] {strategy, java.toString()}));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void application_withAnotherDependencyAndSetting_isLetIn(String strategy, String java)
      throws Exception {
    configure(strategy);

    Run run = Run.of(Path.of(java), folder, classPath(strategy));

    assertEquals(0, run.exit(), run.output());
    assertEquals(List.of("strategy " + strategy), run.lines("strategy "), run.output());
    assertEquals(expected, run.lines("account "), run.output());
  }

  @Test
  void application_withTheSettingAndNotTheDependency_saysWhatIsThere() throws Exception {
    configure("oauth1a");

    Run run = Run.of(Jdks.own(), folder, classPath("oauth2-jwt"));

    assertTrue(run.exit() != 0, run.output());
    assertTrue(run.output().contains("oauth1a"), run.output());
    assertTrue(run.output().contains("oauth2-jwt"), run.output());
  }

  @Test
  void application_whenTheStrategyIsNotTrusted_refusesIt() throws Exception {
    configure("house-key");
    Files.writeString(
        folder.resolve("ibkr.yaml"),
        Files.readString(folder.resolve("ibkr.yaml"))
            + "ibkr.auth.strategy.trusted: io.github.ibkrauth.auth\n");

    Run run = Run.of(Jdks.own(), folder, classPath("house-key"));

    assertTrue(run.exit() != 0, run.output());
    assertTrue(run.output().contains("com.example.housekey.HouseKeyProvider"), run.output());
    assertTrue(run.output().contains("trusted"), run.output());
    assertFalse(run.output().contains(KEY), run.output());
  }

  private void configure(String strategy) throws Exception {
    if (simulator.strategyIds().contains(strategy)) {
      simulator.writeTo(folder, strategy);
      return;
    }
    Path settings =
        Files.createFile(
            folder.resolve("ibkr.yaml"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        settings,
        """
        ibkr.auth.strategy: house-key
        ibkr.auth.house-key.base-url: %s
        ibkr.auth.house-key.api-key: %s
        """
            .formatted(gateway.uri(), KEY));
  }

  private static String classPath(String strategy) throws Exception {
    String path = Files.readString(HOME.resolve("with-" + strategy + "/target/class-path")).strip();
    assertTrue(path.contains(JAR.toString()), "the application's jar is missing in " + path);
    return path;
  }

  private static String digest() throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(JAR)));
  }
}
