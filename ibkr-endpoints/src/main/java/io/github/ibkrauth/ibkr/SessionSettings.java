package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * How to open and keep the brokerage session: the settings below {@code ibkr.session}. Immutable.
 *
 * @param times how long and how often
 * @param compete what to do when another login has the session
 * @param takeWindows when it may be taken, with {@link CompetePolicy#TAKE_IN_WINDOW}
 * @param duel when taking it back turns into a fight
 * @param calendar when the broker is expected to be away
 * @param hosts where to go on after 410
 * @param logoutOnClose whether closing logs out
 */
record SessionSettings(
    Times times,
    CompetePolicy compete,
    List<WeekWindow> takeWindows,
    Duel duel,
    SessionCalendar calendar,
    List<URI> hosts,
    LogoutOnClose logoutOnClose) {

  static final ConfigKey<Duration> OPEN_TIMEOUT =
      ConfigKey.duration("session.open-timeout")
          .withDefault(Duration.ofSeconds(60))
          .describedAs("how long the brokerage session may take to be established.");
  static final ConfigKey<Duration> POLL_INTERVAL =
      ConfigKey.duration("session.poll-interval")
          .withDefault(Duration.ofSeconds(1))
          .describedAs("how often to ask whether it is established.");
  static final ConfigKey<Duration> KEEP_ALIVE_INTERVAL =
      ConfigKey.duration("session.keep-alive-interval")
          .withDefault(Duration.ofSeconds(60))
          .describedAs("how often to tell the broker that the session is in use.");
  static final ConfigKey<String> COMPETE =
      ConfigKey.text("session.compete")
          .withDefault("take")
          .describedAs("what to do when another login has the brokerage session.");
  static final ConfigKey<List<String>> TAKE_WINDOW =
      ConfigKey.list("session.take-window")
          .withDefault(List.of())
          .describedAs("when the brokerage session may be taken from another login.");
  static final ConfigKey<Integer> DUEL_LOSSES =
      ConfigKey.integer("session.duel-losses")
          .withDefault(3)
          .describedAs("after how many losses to another login it is no longer taken back.");
  static final ConfigKey<Duration> DUEL_PERIOD =
      ConfigKey.duration("session.duel-period")
          .withDefault(Duration.ofMinutes(10))
          .describedAs("within what time these losses count.");
  static final ConfigKey<String> RESET_ZONE =
      ConfigKey.text("session.reset-zone")
          .withDefault("America/New_York")
          .describedAs("the time zone of the region that serves the login.");
  static final ConfigKey<String> RESET_TIME =
      ConfigKey.text("session.reset-time")
          .withDefault("00:00")
          .describedAs("when the broker resets sessions every day, in that zone.");
  static final ConfigKey<List<String>> MAINTENANCE =
      ConfigKey.list("session.maintenance")
          .withDefault(List.of("SAT 18:00-24:00"))
          .describedAs("when the broker may be away.");
  static final ConfigKey<List<String>> HOSTS =
      ConfigKey.list("session.hosts")
          .withDefault(List.of())
          .describedAs("base addresses to go on at, in turn, when the broker answers 410.");
  static final ConfigKey<LogoutOnClose> LOGOUT_ON_CLOSE =
      ConfigKey.choice("session.logout-on-close", LogoutOnClose.class)
          .withDefault(LogoutOnClose.NEVER)
          .describedAs("whether closing the client logs out.");

  static final List<ConfigKey<?>> KEYS =
      List.of(
          COMPETE,
          TAKE_WINDOW,
          DUEL_LOSSES,
          DUEL_PERIOD,
          OPEN_TIMEOUT,
          POLL_INTERVAL,
          KEEP_ALIVE_INTERVAL,
          RESET_ZONE,
          RESET_TIME,
          MAINTENANCE,
          HOSTS,
          LOGOUT_ON_CLOSE);

  private static final String ROOT = "ibkr";

  /**
   * Reads the settings.
   *
   * @throws AuthConfigurationException with every problem of the section
   */
  static SessionSettings from(AuthConfig config) {
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    AuthConfig root = config.under(ROOT);
    ZoneId zone = ZoneId.of(root.get(RESET_ZONE));
    LocalTime resetTime = WeekWindow.time(root.get(RESET_TIME));
    return new SessionSettings(
        new Times(root.get(OPEN_TIMEOUT), root.get(POLL_INTERVAL), root.get(KEEP_ALIVE_INTERVAL)),
        CompetePolicy.parse(root.get(COMPETE)).orElseThrow(),
        windows(root.get(TAKE_WINDOW), zone),
        new Duel(root.get(DUEL_LOSSES), root.get(DUEL_PERIOD)),
        new SessionCalendar(zone, resetTime, windows(root.get(MAINTENANCE), zone)),
        root.get(HOSTS).stream().map(URI::create).toList(),
        root.get(LOGOUT_ON_CLOSE));
  }

  /** Returns what is wrong, one sentence each. */
  static List<String> problems(AuthConfig config) {
    return new SessionSettingsCheck(config.under(ROOT)).problems();
  }

  private static List<WeekWindow> windows(List<String> texts, ZoneId zone) {
    return texts.stream()
        .filter(text -> !SessionSettingsCheck.isNone(text))
        .map(text -> WeekWindow.parse(text, zone).orElseThrow())
        .toList();
  }

  /**
   * How long and how often.
   *
   * @param open how long opening may take
   * @param poll how often to ask meanwhile
   * @param keepAlive how often to beat
   */
  record Times(Duration open, Duration poll, Duration keepAlive) {}

  /**
   * When taking it back turns into a fight.
   *
   * @param losses how many losses to another login are too many
   * @param period within what time
   */
  record Duel(int losses, Duration period) {}

  /** Whether closing logs out. */
  enum LogoutOnClose {
    /** It does not. */
    NEVER,
    /** If this client opened both sessions itself. */
    IF_OPENED
  }
}
