package io.github.ibkrauth.auth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DriverProcessTest {

  @TempDir Path directory;

  @Test
  void purge_whenCredentialsAreInTheEnvironment_passesNoneOn() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "IBKR_PASSWORD", "a",
                "IBKR_AUTH_GATEWAY_LOGIN_TOTP_SECRET", "b",
                "IBEAM_PASSWORD", "c",
                "CHROME_LOG_FILE", "/var/log/chrome",
                "PATH", "/usr/bin"));

    DriverProcess.purge(environment, directory);

    assertThat(environment)
        .containsOnlyKeys("PATH", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        .containsEntry("PATH", "/usr/bin");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void start_whenTheProgramEndsAtOnce_saysSoAndLeavesNothing() throws Exception {
    Path program = Files.writeString(directory.resolve("driver"), "#!/bin/sh\nexit 3\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> DriverProcess.start(program, pause -> Thread.sleep(pause.toMillis())))
        .isInstanceOf(BrowserTrouble.class)
        .hasMessageContaining("ended at once, with 3");
  }

  @Test
  void start_whenThereIsNoSuchProgram_namesIt() {
    assertThatThrownBy(
            () ->
                DriverProcess.start(
                    directory.resolve("none"), pause -> Thread.sleep(pause.toMillis())))
        .isInstanceOf(BrowserTrouble.class)
        .hasMessageContaining("none could not be started");
  }

  @Test
  void programs_whenThePathHasNone_findNone() {
    Programs programs = new Programs(Map.of("PATH", directory.toString()));

    assertThat(programs.browser()).isEmpty();
    assertThat(programs.driver()).isEmpty();
  }
}
