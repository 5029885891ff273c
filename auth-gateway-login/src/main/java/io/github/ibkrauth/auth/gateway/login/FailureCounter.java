package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.support.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Counts failed logins in a file, so that the number survives restarts: {@code
 * gateway-login-failures}, with one line for each user, {@code SHA-256-of-the-name count time}.
 * Only who holds the {@link LoginLock} changes it.
 *
 * <p>A file that cannot be read or understood holds every login back: if it counted as empty,
 * damaging it would be a way to lock an account.
 */
final class FailureCounter {

  static final String FILE = "gateway-login-failures";

  private final Path directory;
  private final InstantSource clock;

  FailureCounter(Path directory, InstantSource clock) {
    this.directory = directory.toAbsolutePath();
    this.clock = clock;
  }

  Path file() {
    return directory.resolve(FILE);
  }

  /** Returns the failures of a user. */
  FailedLogins of(Secret userName) {
    return read().getOrDefault(key(userName), FailedLogins.NONE);
  }

  /** Counts a login before it is sent: should this process end, it has been counted. */
  void count(Secret userName) {
    change(userName, before -> new FailedLogins(before.count() + 1, Optional.of(clock.instant())));
  }

  /** Takes one back that turned out not to have failed. */
  void takeBack(Secret userName) {
    change(
        userName,
        before ->
            before.count() <= 1
                ? FailedLogins.NONE
                : new FailedLogins(before.count() - 1, before.last()));
  }

  /** Forgets the failures of a user. */
  void reset(Secret userName) {
    change(userName, before -> FailedLogins.NONE);
  }

  /** Forgets the failures of all users, also where the file is damaged. */
  void resetAll() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void change(Secret userName, UnaryOperator<FailedLogins> edit) {
    Map<String, FailedLogins> all = read();
    FailedLogins after = edit.apply(all.getOrDefault(key(userName), FailedLogins.NONE));
    if (after.count() == 0) {
      all.remove(key(userName));
    } else {
      all.put(key(userName), after);
    }
    StringBuilder text = new StringBuilder("# failed logins at the gateway's page, by user\n");
    all.forEach(
        (key, failed) ->
            text.append(key)
                .append(' ')
                .append(failed.count())
                .append(' ')
                .append(failed.last().orElse(Instant.EPOCH))
                .append('\n'));
    try {
      PrivateFile.createFolder(directory);
      PrivateFile.replace(file(), text.toString());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Map<String, FailedLogins> read() {
    Map<String, FailedLogins> all = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file())) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] words = line.strip().split(" +");
          all.put(
              words[0],
              new FailedLogins(Integer.parseInt(words[1]), Optional.of(Instant.parse(words[2]))));
        }
      }
      return all;
    } catch (NoSuchFileException none) {
      return all;
    } catch (IOException e) {
      throw new AuthConfigurationException(
          file() + " cannot be read (" + e.getClass().getSimpleName() + "): check its owner.", e);
    } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new AuthConfigurationException(
          file()
              + " is damaged, so that nobody knows how many logins failed: make sure that the user"
              + " is not locked, then reset it (ibkr gateway login --reset-failures).",
          e);
    }
  }

  private AuthConfigurationException unwritable(IOException e) {
    return new AuthConfigurationException(
        file()
            + " cannot be written ("
            + e.getClass().getSimpleName()
            + "), and no login is tried that cannot be counted: name a folder that this user may"
            + " write to as gateway-login.state-directory.",
        e);
  }

  /** The name itself stays out of the file; that it can be guessed from its hash does no harm. */
  private static String key(Secret userName) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(userName.reveal().strip().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
