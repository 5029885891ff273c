package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How to open and keep the brokerage session: the settings below {@code ibkr.session}.
 *
 * @param openTimeout how long opening may take
 * @param pollInterval how often to ask meanwhile
 * @param compete whether to take the session from another login
 * @param keepAliveInterval how often to beat
 */
record SessionSettings(
    Duration openTimeout, Duration pollInterval, boolean compete, Duration keepAliveInterval) {

  private static final String ROOT = "ibkr";
  private static final ConfigKey<Duration> OPEN_TIMEOUT =
      ConfigKey.duration("session.open-timeout")
          .withDefault(Duration.ofSeconds(60))
          .describedAs("how long the brokerage session may take to be established.");
  private static final ConfigKey<Duration> POLL_INTERVAL =
      ConfigKey.duration("session.poll-interval")
          .withDefault(Duration.ofSeconds(1))
          .describedAs("how often to ask whether it is established.");
  private static final ConfigKey<Boolean> COMPETE =
      ConfigKey.bool("session.compete")
          .withDefault(true)
          .describedAs("whether to take the brokerage session from another login.");
  private static final ConfigKey<Duration> KEEP_ALIVE_INTERVAL =
      ConfigKey.duration("session.keep-alive-interval")
          .withDefault(Duration.ofSeconds(60))
          .describedAs("how often to tell the broker that the session is in use.");

  private static final List<ConfigKey<Duration>> TIMES =
      List.of(OPEN_TIMEOUT, POLL_INTERVAL, KEEP_ALIVE_INTERVAL);
  private static final ConfigSpec SPEC =
      ConfigSpec.of("session", List.of(OPEN_TIMEOUT, POLL_INTERVAL, COMPETE, KEEP_ALIVE_INTERVAL));

  /** The broker drops a session that was idle for six minutes. */
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

  /** Tickles are limited to one a second. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

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
    return new SessionSettings(
        root.get(OPEN_TIMEOUT),
        root.get(POLL_INTERVAL),
        root.get(COMPETE),
        root.get(KEEP_ALIVE_INTERVAL));
  }

  /** Returns what is wrong, one sentence each. */
  static List<String> problems(AuthConfig config) {
    AuthConfig root = config.under(ROOT);
    List<String> problems = new ArrayList<>();
    for (String problem : SPEC.problems(root)) {
      problems.add(problem.replace("to the strategy session", "to this library"));
    }
    if (!problems.isEmpty()) {
      return problems;
    }
    for (ConfigKey<Duration> key : TIMES) {
      if (root.get(key).toMillis() < 1) {
        problems.add(root.spelling(key) + " must be above zero.");
      }
    }
    Duration interval = root.get(KEEP_ALIVE_INTERVAL);
    if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
      problems.add(
          root.spelling(KEEP_ALIVE_INTERVAL)
              + " must be between 1 s and 5 minutes; the broker drops a session after 6 idle"
              + " minutes.");
    }
    return problems;
  }
}
