package io.github.ibkrauth.ibkr.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds a configuration file with secrets in it that other users of the machine can read. */
final class OpenFile {

  private static final Set<PosixFilePermission> OTHERS_READ =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  /** Names, since what a strategy declares is not asked before the strategy is trusted. */
  private static final Pattern SECRET =
      Pattern.compile("\\.(.+-)?(access-token|secret|key|password|passphrase)$");

  private static final Set<String> NOT_SECRET = Set.of("ibkr.auth.oauth1a.consumer-key");

  private OpenFile() {}

  /**
   * Returns a sentence, if the file holds a secret itself and is open.
   *
   * @param file the file
   * @param settings what it sets, under full names
   */
  static Optional<String> warning(Path file, Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(setting -> SECRET.matcher(setting.getKey()).find())
        .filter(setting -> !NOT_SECRET.contains(setting.getKey()))
        .filter(setting -> !AliasValue.isReference(setting.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .filter(name -> isOpen(file))
        .map(
            name ->
                "The configuration file "
                    + file
                    + " holds "
                    + name
                    + " and can be read by other users of this machine: chmod 600 "
                    + file
                    + ", or keep the secret elsewhere and write file:/path in its place.");
  }

  private static boolean isOpen(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS_READ::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
