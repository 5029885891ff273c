package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.time.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process of chromedriver, which starts the browser, and the private folder that both of them
 * work in.
 *
 * <p>Started by ourselves for what Selenium's own way of starting it does not do: the process gets
 * an environment without our secrets, and logs no command whatever system properties say, for its
 * log would hold what is typed.
 */
final class DriverProcess {

  private static final System.Logger LOG =
      System.getLogger("io.github.ibkrauth.auth.gateway.login");
  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int END_SECONDS = 5;

  /** The beginnings of names under which programs of this field keep credentials. */
  private static final List<String> SECRETS = List.of("IBKR_", "IBIND_", "IBEAM_", "IB_");

  private final Process process;
  private final Path folder;
  private final URL address;

  private DriverProcess(Process process, Path folder, URL address) {
    this.process = process;
    this.folder = folder;
    this.address = address;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @throws BrowserTrouble when it does not
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  static DriverProcess start(Path program, Sleeper sleeper) throws InterruptedException {
    Path folder = null;
    Process process = null;
    try {
      folder = Files.createTempDirectory("ibkrauth-login-");
      Path said = folder.resolve("driver-says");
      ProcessBuilder builder =
          new ProcessBuilder(program.toString(), "--port=0", "--log-level=SEVERE")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      purge(builder.environment(), folder);
      process = builder.start();
      int port = port(process, said, sleeper);
      return new DriverProcess(process, folder, URI.create("http://localhost:" + port).toURL());
    } catch (IOException e) {
      end(process, folder);
      throw new BrowserTrouble(
          program
              + " could not be started ("
              + e.getClass().getSimpleName()
              + "): check that it"
              + " is chromedriver, and that this user may run it.");
    } catch (BrowserTrouble | InterruptedException e) {
      end(process, folder);
      throw e;
    }
  }

  URL address() {
    return address;
  }

  /** Returns an empty folder for the browser, which only this user can read. */
  Path profile() {
    return folder.resolve("profile");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Ends the browser and itself, and deletes what they kept.
   *
   * @param goodbye asks the browser to end, which need not work
   */
  void close(Runnable goodbye) {
    List<ProcessHandle> family = family(process);
    goodbye.run();
    end(family);
    delete(folder);
  }

  /** Taken before the browser ends: what it leaves behind is nobody's child then. */
  private static List<ProcessHandle> family(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  /** What the browser keeps, crash reports too, goes into the folder that is deleted. */
  static void purge(Map<String, String> environment, Path folder) {
    environment.keySet().removeIf(name -> SECRETS.stream().anyMatch(name::startsWith));
    environment.remove("CHROME_LOG_FILE");
    environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
  }

  private static int port(Process process, Path said, Sleeper sleeper)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < PATIENCE.toMillis(); waited += PAUSE.toMillis()) {
      Matcher port = PORT.matcher(Files.readString(said, StandardCharsets.ISO_8859_1));
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
      if (!process.isAlive()) {
        throw new BrowserTrouble(
            "chromedriver ended at once, with "
                + process.exitValue()
                + ": run it by hand to see why; gateway-login.driver may name another.");
      }
      sleeper.sleep(PAUSE);
    }
    throw new BrowserTrouble(
        "chromedriver did not begin to listen within "
            + PATIENCE.toSeconds()
            + " s: try again on a quieter machine.");
  }

  private static void end(List<ProcessHandle> family) {
    boolean interrupted = Thread.interrupted();
    family.forEach(ProcessHandle::destroyForcibly);
    try {
      for (ProcessHandle member : family) {
        member.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "A process of the browser did not end in time");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(@Nullable Process process, @Nullable Path folder) {
    if (process != null) {
      end(family(process));
    }
    if (folder != null) {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    for (int attempt = 0; attempt < 3; attempt++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
        return;
      } catch (IOException | UncheckedIOException e) {
        LOG.log(Level.DEBUG, "{0} is not gone yet: {1}", folder, e.getClass().getName());
      }
    }
    LOG.log(Level.WARNING, "{0} could not be deleted: it holds what the browser kept", folder);
  }
}
