package io.github.ibkrauth.auth.oauth1a;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The nightly resets with which a new consumer key begins to work: midnight in New York, Zug or
 * Hong Kong, whichever of them serves the account. Stateless.
 */
final class Resets {

  private record Place(String name, ZoneId zone) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("New York", ZoneId.of("America/New_York")),
          new Place("Zug", ZoneId.of("Europe/Zurich")),
          new Place("Hong Kong", ZoneId.of("Asia/Hong_Kong")));
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private Resets() {}

  /** Returns the next midnight of each place, such as {@code 2025-01-02 05:00 UTC (New York)}. */
  static String next(Instant now) {
    return String.join(
        ", ",
        PLACES.stream()
            .map(place -> FORM.format(midnight(now, place.zone())) + " UTC (" + place.name() + ")")
            .sorted()
            .toList());
  }

  private static ZonedDateTime midnight(Instant now, ZoneId zone) {
    return now.atZone(zone)
        .toLocalDate()
        .plusDays(1)
        .atTime(LocalTime.MIDNIGHT)
        .atZone(zone)
        .withZoneSameInstant(ZoneOffset.UTC);
  }
}
