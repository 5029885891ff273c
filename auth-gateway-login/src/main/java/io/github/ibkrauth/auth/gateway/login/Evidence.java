package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.googlehttp.support.PrivateFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps page and picture of a login that failed, without what was typed; the latest ten. */
final class Evidence {

  private static final System.Logger LOG =
      System.getLogger("io.github.ibkrauth.auth.gateway.login");
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String PREFIX = "login-";
  private static final int KEPT = 10;

  private final Path directory;
  private final InstantSource clock;

  Evidence(Path directory, InstantSource clock) {
    this.directory = directory.toAbsolutePath();
    this.clock = clock;
  }

  /** Adds what can be kept to a result; what cannot be is left out, and changes nothing else. */
  LoginResult keep(LoginResult result, LoginBrowser browser, TypedValues typed) {
    Instant now = clock.instant();
    String name =
        PREFIX + NAME.format(now) + "-" + result.outcome().name().toLowerCase(Locale.ROOT);
    try {
      if (!browser.blank(typed.all())) {
        LOG.log(Level.WARNING, "The page could not be blanked, so nothing of it is kept");
        return result;
      }
      byte[] picture = browser.picture();
      String html = typed.blank(browser.html()) + "\n<!-- " + now + ", blanked -->\n";
      PrivateFile.createFolder(directory);
      Path page = directory.resolve(name + ".html");
      Path png = directory.resolve(name + ".png");
      PrivateFile.replace(page, html);
      PrivateFile.replace(png, picture);
      prune();
      return new LoginResult(
          result.outcome(), result.sentence(), Optional.of(page), Optional.of(png));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The page could not be kept: {0}", e.getClass().getName());
      return result;
    } catch (BrowserTrouble e) {
      LOG.log(Level.WARNING, "The page could not be kept: {0}", e.sentence());
      return result;
    }
  }

  private void prune() throws IOException {
    List<Path> old;
    try (Stream<Path> files = Files.list(directory)) {
      old = files.filter(Evidence::isOurs).sorted().toList();
    }
    for (Path file : old.subList(0, Math.max(0, old.size() - 2 * KEPT))) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isOurs(Path file) {
    return String.valueOf(file.getFileName())
        .matches(PREFIX + "\\d{8}T\\d{6}\\.\\d{3}Z-[a-z_]+\\.(html|png)");
  }
}
