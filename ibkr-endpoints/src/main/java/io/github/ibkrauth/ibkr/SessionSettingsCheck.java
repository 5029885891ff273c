package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what is wrong with the settings of the brokerage session. */
final class SessionSettingsCheck {

  private static final List<ConfigKey<Duration>> SPANS =
      List.of(
          SessionSettings.OPEN_TIMEOUT,
          SessionSettings.POLL_INTERVAL,
          SessionSettings.KEEP_ALIVE_INTERVAL,
          SessionSettings.DUEL_PERIOD);
  private static final ConfigSpec SPEC = ConfigSpec.of("session", SessionSettings.KEYS);

  /** The broker drops a session that was idle for six minutes. */
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

  /** Tickles are limited to one a second. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  private final AuthConfig root;
  private final List<String> problems = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param root the settings below {@code ibkr}
   */
  SessionSettingsCheck(AuthConfig root) {
    this.root = root;
  }

  /** Returns whether a list of windows is meant to be empty although there is a default. */
  static boolean isNone(String text) {
    return text.equalsIgnoreCase("none");
  }

  /** Returns what is wrong, one sentence each. */
  List<String> problems() {
    problems.addAll(SPEC.problems(root));
    times();
    calendar();
    competing();
    each(
        SessionSettings.HOSTS,
        SessionSettingsCheck::isHost,
        "web addresses such as https://1.api.ibkr.com");
    return problems;
  }

  private void times() {
    for (ConfigKey<Duration> key : SPANS) {
      check(key, span -> span.toMillis() >= 1, "above zero");
    }
    check(
        SessionSettings.KEEP_ALIVE_INTERVAL,
        interval ->
            interval.compareTo(SHORTEST_INTERVAL) >= 0 && interval.compareTo(LONGEST_INTERVAL) <= 0,
        "between 1 s and 5 minutes; the broker drops a session after 6 idle minutes");
  }

  private void calendar() {
    check(
        SessionSettings.RESET_ZONE,
        SessionSettingsCheck::isZone,
        "a time zone such as America/New_York, Europe/Zurich or Asia/Hong_Kong");
    check(
        SessionSettings.RESET_TIME,
        SessionSettingsCheck::isTime,
        "a time of day such as 00:00 or 01:00");
    each(
        SessionSettings.MAINTENANCE, SessionSettingsCheck::isWindow, WeekWindow.FORM + ", or none");
  }

  private void competing() {
    check(
        SessionSettings.COMPETE,
        word -> CompetePolicy.parse(word).isPresent(),
        CompetePolicy.WORDS);
    check(SessionSettings.DUEL_LOSSES, losses -> losses >= 1, "above zero");
    each(SessionSettings.TAKE_WINDOW, SessionSettingsCheck::isWindow, WeekWindow.FORM);
    boolean needed =
        readable(SessionSettings.COMPETE)
            .flatMap(CompetePolicy::parse)
            .filter(policy -> policy == CompetePolicy.TAKE_IN_WINDOW)
            .isPresent();
    check(
        SessionSettings.TAKE_WINDOW,
        windows -> !needed || !windows.isEmpty(),
        "set, because "
            + root.spelling(SessionSettings.COMPETE)
            + " is take-in-window: "
            + WeekWindow.FORM);
  }

  private <T> void check(ConfigKey<T> key, Predicate<T> right, String what) {
    readable(key)
        .filter(right.negate())
        .ifPresent(value -> problems.add(root.spelling(key) + " must be " + what + "."));
  }

  /** Returns the value of a key, or nothing when it is malformed, which is reported already. */
  private <T> Optional<T> readable(ConfigKey<T> key) {
    try {
      return root.find(key);
    } catch (AuthConfigurationException e) {
      return Optional.empty();
    }
  }

  private void each(ConfigKey<List<String>> key, Predicate<String> right, String what) {
    check(key, all -> all.stream().allMatch(right), "a list, separated by commas, of " + what);
  }

  private static boolean isZone(String text) {
    try {
      ZoneId.of(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    try {
      return text.matches("\\d{1,2}:\\d{2}") && WeekWindow.time(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isWindow(String text) {
    return isNone(text) || WeekWindow.parse(text, ZoneOffset.UTC).isPresent();
  }

  private static boolean isHost(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http"))
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && uri.getRawUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
