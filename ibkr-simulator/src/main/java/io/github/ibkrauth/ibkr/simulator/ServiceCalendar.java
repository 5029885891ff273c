package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When the broker works on itself: the maintenance windows. Immutable. */
final class ServiceCalendar {
  private static final String BROKERAGE = "/v1/api/iserver/";
  private static final List<String> LOGINS =
      List.of(TokenEndpoint.PATH, "/gw/api/", "/v1/api/oauth/", "/authorize", "/sso/");

  private final ZoneId zone;
  private final List<MaintenanceWindow> windows;

  ServiceCalendar(ZoneId zone, List<MaintenanceWindow> windows) {
    this.zone = zone;
    this.windows = List.copyOf(windows);
  }

  Optional<MaintenanceWindow> windowAt(Instant now) {
    return windows.stream().filter(window -> window.isOpenAt(now, zone)).findFirst();
  }

  /** When the latest window began, open or over; empty without windows. */
  Optional<Instant> latestStart(Instant now) {
    return windows.stream()
        .map(window -> window.latestStart(now, zone))
        .max(Comparator.naturalOrder());
  }

  /** When the latest window ended that is over; empty without windows. */
  Optional<Instant> latestEnd(Instant now) {
    return windows.stream()
        .map(window -> window.latestStart(now, zone).plus(window.length()))
        .filter(end -> !end.isAfter(now))
        .max(Comparator.naturalOrder());
  }

  /** Returns the refusal of a path in an open window. */
  Optional<Answer> refusal(String path, Instant now) {
    boolean closed = path.startsWith(BROKERAGE) || LOGINS.stream().anyMatch(path::startsWith);
    return closed ? windowAt(now).map(ServiceCalendar::refusal) : Optional.empty();
  }

  private static Answer refusal(MaintenanceWindow window) {
    Answer answer =
        window.manner() == MaintenanceWindow.Manner.PAGE
            ? Answer.html(503, "Scheduled maintenance")
            : Answer.errorWithStatus(503, "Service Unavailable");
    return answer.because("a maintenance window is open");
  }
}
