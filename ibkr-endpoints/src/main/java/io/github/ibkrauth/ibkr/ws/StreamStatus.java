package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the stream fares, at one moment. Immutable.
 *
 * @param state where the connection stands
 * @param since when it came there
 * @param why a sentence
 * @param connections how many connections have been ready so far
 * @param messages how many messages came so far
 * @param unreadable how many of them were no JSON object
 * @param topics what is subscribed
 */
@ApiLevel(ApiLevel.Kind.API)
public record StreamStatus(
    State state,
    Instant since,
    String why,
    long connections,
    long messages,
    long unreadable,
    List<Topic> topics) {

  /** Where a connection stands. */
  public enum State {
    /** Nobody has subscribed to anything. */
    IDLE,
    /** It is being made. */
    CONNECTING,
    /** The broker said that it is ready. */
    LIVE,
    /** It is lost, or could not be made; it is tried again. */
    WAITING,
    /** Ended by this program. */
    CLOSED
  }

  /**
   * A topic.
   *
   * @param name what the broker calls it
   * @param consumers how many share it
   * @param silence for how long nothing was heard of it; empty when nothing ever was
   * @param stale whether that is longer than is usual; it was subscribed again for it
   */
  public record Topic(String name, int consumers, Optional<Duration> silence, boolean stale) {}

  /** Returns one line for a log. */
  @Override
  public String toString() {
    return state
        + " since "
        + since
        + ": "
        + why
        + " ["
        + connections
        + " connections, "
        + messages
        + " messages, "
        + topics.size()
        + " topics]";
  }
}
