package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Whether this Java knows the time zones of the broker's resets, and how old its knowledge is. */
final class TimeZoneCheck {

  static final String STEP = "time zones";

  /** Rules change several times a year somewhere in the world, and seldom in these places. */
  private static final Duration OLD = Duration.ofDays(3 * 365);

  /** Where the broker resets, and what the clocks show there in January. */
  private static final Map<String, ZoneOffset> PLACES =
      Map.of(
          "America/New_York", ZoneOffset.ofHours(-5),
          "Europe/Zurich", ZoneOffset.ofHours(1),
          "Asia/Hong_Kong", ZoneOffset.ofHours(8));

  private static final Instant A_JANUARY = Instant.parse("2025-01-15T00:00:00Z");

  private final Source source;

  TimeZoneCheck(Source source) {
    this.source = source;
  }

  CheckResult result(Instant now) {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, ZoneOffset> place : PLACES.entrySet()) {
      String zone = place.getKey();
      try {
        NavigableMap<String, ZoneRules> versions = source.versions(zone);
        if (!versions.lastEntry().getValue().getOffset(A_JANUARY).equals(place.getValue())) {
          wrong.add(zone);
        }
      } catch (ZoneRulesException e) {
        wrong.add(zone);
      }
    }
    if (!wrong.isEmpty()) {
      return CheckResult.fail(
          STEP,
          "this Java does not know the time in "
              + String.join(", ", wrong.stream().sorted().toList()),
          "Use a complete Java runtime; the times of the broker's resets cannot be told with this"
              + " one.");
    }
    String version = source.versions("America/New_York").lastKey();
    return isOld(version, now)
        ? CheckResult.warn(
            STEP,
            "this Java's rules are of " + version,
            "Update Java: where summer time has changed since, the broker's resets are expected at"
                + " the wrong hour.")
        : CheckResult.pass(STEP, "rules of " + version + ", and this computer's zone is " + own());
  }

  private static String own() {
    return ZoneId.systemDefault().getId();
  }

  /** A version is a year and a letter, such as 2025b. */
  private static boolean isOld(String version, Instant now) {
    if (!version.matches("[0-9]{4}[a-z]*")) {
      return false;
    }
    Instant newYear =
        LocalDate.of(Integer.parseInt(version.substring(0, 4)), 1, 1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    return newYear.plus(OLD).isBefore(now);
  }

  /** Where the rules of a zone come from. */
  @FunctionalInterface
  interface Source {

    /** The rules that this Java runtime brings along. */
    Source RUNTIME = ZoneRulesProvider::getVersions;

    /**
     * Returns the rules of a zone by version, the newest last.
     *
     * @throws ZoneRulesException when the zone is not known
     */
    NavigableMap<String, ZoneRules> versions(String zone);
  }
}
