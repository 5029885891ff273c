package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A login in one process, and its use in another, with a real Chromium. */
@EnabledOnOs(OS.LINUX)
class GatewayLoginProcessTest {

  @TempDir Path directory;
  private GatewayFixture fixture;

  @BeforeEach
  void start() {
    for (String program : List.of("chromium", "chromedriver")) {
      Assumptions.assumeTrue(
          Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program))),
          "Skipped: no "
              + program
              + " on the path. Debian has it in the packages chromium and"
              + " chromium-driver.");
    }
    fixture = new GatewayFixture(directory);
  }

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  @Test
  void ready_whenNobodyIsLoggedIn_logsInAndAnotherProcessUsesIt() throws Exception {
    SimulatedGateway gateway = fixture.gateway();
    gateway.requireSecondFactor(true);
    Set<String> listed = ConcurrentHashMap.newKeySet();

    Process login = start("gateway", "ready", "--headless", "--paper", "--verbose");
    while (!login.waitFor(100, TimeUnit.MILLISECONDS)) {
      login.descendants().forEach(process -> list(process, listed));
      list(login.toHandle(), listed);
    }

    String said = said();
    assertThat(login.exitValue()).as(said).isZero();
    assertThat(said).contains("can be used");
    assertThat(gateway.logins()).isEqualTo(1);
    assertThat(listed).anyMatch(line -> line.contains("--headless=new"));
    assertThat(List.of(gateway.password(), gateway.totpSecret()))
        .allSatisfy(
            secret -> {
              assertThat(said).doesNotContain(secret);
              assertThat(listed).noneMatch(line -> line.contains(secret));
            });

    Process accounts = start("accounts");
    assertThat(accounts.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(accounts.exitValue()).as(said()).isZero();
    assertThat(said()).contains("ACCOUNT");
  }

  /** Keeps the arguments, and the environment of what we start: that of our own has the secrets. */
  private static void list(ProcessHandle process, Set<String> listed) {
    Path folder = Path.of("/proc", String.valueOf(process.pid()));
    try {
      listed.add(read(folder.resolve("cmdline")));
      if (read(folder.resolve("comm")).startsWith("chrom")) {
        listed.add(read(folder.resolve("environ")));
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
  }

  private Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Duser.home=" + directory.resolve("home"));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("IBKR"));
    environment.put("IBKR_USERNAME", fixture.gateway().userName());
    environment.put("IBKR_PASSWORD", fixture.gateway().password());
    environment.put("IBKR_TOTP_SECRET", fixture.gateway().totpSecret());
    environment.put("IBKR_AUTH_STRATEGY", "gateway-session");
    environment.put("IBKR_AUTH_GATEWAY_SESSION_BASE_URL", fixture.url());
    environment.put("IBKR_AUTH_GATEWAY_SESSION_STATE_DIRECTORY", fixture.state().toString());
    environment.put("IBKR_AUTH_GATEWAY_LOGIN_STATE_DIRECTORY", fixture.state().toString());
    environment.put(
        "IBKR_AUTH_GATEWAY_LOGIN_SANDBOX",
        String.valueOf(!System.getProperty("user.name").equals("root")));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("said").toFile())
        .start();
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("said"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
