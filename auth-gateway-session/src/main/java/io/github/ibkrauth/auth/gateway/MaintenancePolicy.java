package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How a session is looked after. Immutable and thread-safe.
 *
 * <ul>
 *   <li>{@link #NOETL} does exactly what NoETL's playbook {@code automation/ibkr/maintain} does:
 *       strict reading; log out, reauthenticate and tickle, or reauthenticate and tickle; no waits.
 *   <li>{@link #OURS} reads leniently and climbs a ladder: open the brokerage session by {@code
 *       ssodh/init}, wait until it is ready, else by the deprecated {@code reauthenticate}, wait
 *       again, else say that a human must log in. It does not take the session from another login,
 *       and does not log out, unless {@link Builder} allows it. What the network, the gateway or
 *       the broker's own trouble can explain leads to neither a login nor a logout.
 * </ul>
 *
 * <p>Repeated attempts are held back: after the n-th, nothing but looking happens for 60 s, 120 s,
 * 240 s … 30 min. After {@link Builder#takeovers} attempts to take the session back from a rival,
 * it is left alone. The count starts again once the session was ready for twice the longest delay.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class MaintenancePolicy {

  /** NoETL's, without options. */
  public static final MaintenancePolicy NOETL = new MaintenancePolicy("noetl", new Builder());

  /** Ours, with careful defaults. */
  public static final MaintenancePolicy OURS = ours().build();

  private final String name;
  private final Builder options;

  private MaintenancePolicy(String name, Builder options) {
    this.name = name;
    this.options = options;
  }

  /** Starts our policy with careful defaults. */
  public static Builder ours() {
    return new Builder();
  }

  /**
   * Returns the policy of that name, {@code ours} or {@code noetl} in any case.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static MaintenancePolicy named(String name) {
    Objects.requireNonNull(name, "name");
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "ours" -> OURS;
      case "noetl" -> NOETL;
      default ->
          throw new IllegalArgumentException(
              "There is no maintenance policy '" + name + "': want ours or noetl.");
    };
  }

  /** Returns {@code ours} or {@code noetl}. */
  public String name() {
    return name;
  }

  /** Returns whether the brokerage session is taken from another login. */
  public boolean compete() {
    return options.compete;
  }

  /** Returns whether {@code reauthenticate} is tried after {@code ssodh/init}. */
  public boolean reauthenticate() {
    return options.reauthenticate;
  }

  /** Returns whether a session that competes or lost its connection may be logged out. */
  public boolean logout() {
    return options.logout;
  }

  /** Returns how many attempts are made at most to take the session back from a rival. */
  public int takeovers() {
    return options.takeovers;
  }

  /** Returns how often the status is asked for after each attempt, at most. */
  public int polls() {
    return options.polls;
  }

  /** Returns how long is waited between two looks at the status. */
  public Duration pollInterval() {
    return options.pollInterval;
  }

  /** Returns how long nothing is attempted after the first attempt; it doubles with each. */
  public Duration firstDelay() {
    return options.firstDelay;
  }

  /** Returns how long nothing is attempted after an attempt, at most. */
  public Duration longestDelay() {
    return options.longestDelay;
  }

  boolean isNoetl() {
    return name.equals("noetl");
  }

  /** Returns how long nothing is attempted after that many attempts, from 1. */
  Duration delay(int attempts) {
    Duration delay = firstDelay();
    for (int i = 1; i < attempts && delay.compareTo(longestDelay()) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(longestDelay()) < 0 ? delay : longestDelay();
  }

  /** Returns how long a session must be ready before earlier attempts are forgotten. */
  Duration calm() {
    return longestDelay().multipliedBy(2);
  }

  @Override
  public String toString() {
    return "MaintenancePolicy(" + name + ")";
  }

  /** Builds a variant of our policy. Not thread-safe. */
  public static final class Builder {

    private boolean compete;
    private boolean reauthenticate = true;
    private boolean logout;
    private int takeovers = 5;
    private int polls = 120;
    private Duration pollInterval = Duration.ofSeconds(1);
    private Duration firstDelay = Duration.ofSeconds(60);
    private Duration longestDelay = Duration.ofMinutes(30);

    private Builder() {}

    /** Sets whether the session is taken from another login of the same user; not by default. */
    public Builder compete(boolean value) {
      this.compete = value;
      return this;
    }

    /** Sets whether {@code reauthenticate} is tried after {@code ssodh/init}; so by default. */
    public Builder reauthenticate(boolean value) {
      this.reauthenticate = value;
      return this;
    }

    /**
     * Sets whether a session that competes or lost its connection may be logged out when nothing
     * else helped; not by default, because a human must log in after that as a rule.
     */
    public Builder logout(boolean value) {
      this.logout = value;
      return this;
    }

    /**
     * Sets how many attempts are made to take the session back from a rival; 5 by default.
     *
     * @param value 1 to 100
     */
    public Builder takeovers(int value) {
      this.takeovers = within("takeovers", value, 100);
      return this;
    }

    /**
     * Sets how often the status is asked for after each attempt, at most; 120 times by default.
     *
     * @param value 1 to 120
     */
    public Builder polls(int value) {
      this.polls = within("polls", value, 120);
      return this;
    }

    /**
     * Sets how long is waited between two looks at the status; 1 s by default.
     *
     * @param value 1 s to 1 min
     */
    public Builder pollInterval(Duration value) {
      Objects.requireNonNull(value, "pollInterval");
      if (value.compareTo(Duration.ofSeconds(1)) < 0
          || value.compareTo(Duration.ofMinutes(1)) > 0) {
        throw new IllegalArgumentException("pollInterval must be 1 s to 1 min, not " + value + ".");
      }
      this.pollInterval = value;
      return this;
    }

    /**
     * Sets how long nothing is attempted after an attempt: 60 s, doubling up to 30 min, by default.
     *
     * @param first the delay after the first attempt; 1 s or more
     * @param longest where doubling ends; a day or less
     */
    public Builder delays(Duration first, Duration longest) {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(longest, "longest");
      if (first.compareTo(Duration.ofSeconds(1)) < 0
          || longest.compareTo(first) < 0
          || longest.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            "want 1 s <= first delay <= longest delay <= 1 day, not "
                + first
                + " and "
                + longest
                + ".");
      }
      this.firstDelay = first;
      this.longestDelay = longest;
      return this;
    }

    /** Builds the policy. */
    public MaintenancePolicy build() {
      return new MaintenancePolicy("ours", copy());
    }

    private Builder copy() {
      Builder copy = new Builder();
      copy.compete = compete;
      copy.reauthenticate = reauthenticate;
      copy.logout = logout;
      copy.takeovers = takeovers;
      copy.polls = polls;
      copy.pollInterval = pollInterval;
      copy.firstDelay = firstDelay;
      copy.longestDelay = longestDelay;
      return copy;
    }

    private static int within(String name, int value, int most) {
      if (value < 1 || value > most) {
        throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value + ".");
      }
      return value;
    }
  }
}
