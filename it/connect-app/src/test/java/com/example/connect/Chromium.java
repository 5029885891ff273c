package com.example.connect;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.ImmutableCapabilities;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A real Chromium without a window, and the chromedriver that drives it. */
final class Chromium implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

  private final Process process;
  private final Path folder;
  private final RemoteWebDriver driver;

  private Chromium(Process process, Path folder, RemoteWebDriver driver) {
    this.process = process;
    this.folder = folder;
    this.driver = driver;
  }

  /** Starts it; skips the test where there is none. */
  static Chromium start() throws IOException, InterruptedException {
    Optional<Path> browser = program("chromium", "google-chrome");
    Optional<Path> chromedriver = program("chromedriver");
    Assumptions.assumeTrue(
        browser.isPresent() && chromedriver.isPresent(),
        "Skipped: no Chromium and chromedriver on the path. Debian has them in the packages"
            + " chromium and chromium-driver.");
    Path folder = Files.createTempDirectory("connect-app-browser");
    Path said = folder.resolve("driver-says");
    Process process =
        new ProcessBuilder(chromedriver.get().toString(), "--port=0", "--log-level=SEVERE")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--headless=new",
                  "--remote-debugging-pipe",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-dev-shm-usage",
                  "--disable-extensions",
                  "--disable-gpu",
                  "--disable-sync",
                  "--window-size=600,500",
                  "--user-data-dir=" + folder.resolve("profile")));
      if (System.getProperty("user.name").equals("root")) {
        arguments.add("--no-sandbox");
      }
      RemoteWebDriver driver =
          new RemoteWebDriver(
              new HttpCommandExecutor(
                  URI.create("http://localhost:" + port(process, said)).toURL()),
              new ImmutableCapabilities(
                  Map.of(
                      "browserName",
                      "chrome",
                      "goog:chromeOptions",
                      Map.of(
                          "binary",
                          browser.get().toString(),
                          "args",
                          arguments,
                          "excludeSwitches",
                          List.of("enable-logging")))));
      driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
      return new Chromium(process, folder, driver);
    } catch (RuntimeException | IOException e) {
      end(process);
      throw e;
    }
  }

  RemoteWebDriver driver() {
    return driver;
  }

  private static Optional<Path> program(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(":")).map(dir -> Path.of(dir).resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int port(Process process, Path said) throws IOException, InterruptedException {
    for (int i = 0; i < 1_500; i++) {
      Matcher port = PORT.matcher(Files.readString(said, StandardCharsets.ISO_8859_1));
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
      if (!process.isAlive()) {
        throw new IOException("chromedriver ended at once, with " + process.exitValue());
      }
      Thread.sleep(20);
    }
    throw new IOException("chromedriver does not listen");
  }

  private static void end(Process process) {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().join());
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    driver.quit();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().join());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
