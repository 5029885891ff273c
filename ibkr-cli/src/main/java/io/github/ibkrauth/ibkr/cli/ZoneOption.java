package io.github.ibkrauth.ibkr.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which zone times are shown to people. Documents for programs have UTC always. */
final class ZoneOption {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Show times in this zone, such as America/New_York; this computer's otherwise.")
  private @Nullable String name;

  /**
   * Returns the zone.
   *
   * @throws CommandFailure when there is no such zone
   */
  ZoneId zone() {
    if (name == null) {
      return ZoneId.systemDefault();
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          "--zone must be a time zone such as America/New_York or UTC, not '" + name + "'.");
    }
  }

  /** Returns a time to the second; a dash where there is none. */
  static String shown(Optional<Instant> time, ZoneId zone) {
    return time.map(known -> SECOND.format(known.atZone(zone))).orElse("-");
  }
}
