package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.RateLimitedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What users are told about a call that was held back on this side. */
final class HeldBack {

  private static final String NOT_SENT = " was not sent: ";

  private HeldBack() {}

  /** The broker wants to be left alone. */
  static RateLimitedException inPenalty(Endpoint endpoint, Duration left, @Nullable Instant since) {
    return exception(endpoint, endpoint + NOT_SENT + penalty(left, since), left);
  }

  /** Returns what is said of the penalty, as the end of a sentence and what to do. */
  static String penalty(Duration left, @Nullable Instant since) {
    return "the broker answered 429 (too many calls)"
        + (since == null ? "" : " at " + since.truncatedTo(ChronoUnit.SECONDS))
        + ", and nothing goes to it for another "
        + seconds(left)
        + ", because every call prolongs its penalty. Wait that long. If other programs use the"
        + " same user name or address, leave them a share: lower ibkr.limits.global.";
  }

  /** Its turn would come too late. */
  static RateLimitedException wouldWait(
      Endpoint endpoint, Meter meter, Duration least, Duration maxWait, int before) {
    return exception(
        endpoint,
        endpoint
            + NOT_SENT
            + limit(meter)
            + " would keep it waiting for "
            + seconds(least)
            + others(before)
            + ", and ibkr.limits.max-wait is "
            + seconds(maxWait)
            + ". Call it later or less often, and keep what it answered.",
        least);
  }

  /** Its turn has not come. */
  static RateLimitedException waited(Endpoint endpoint, Meter meter, Duration maxWait, int others) {
    return exception(
        endpoint,
        endpoint
            + NOT_SENT
            + limit(meter)
            + " has kept it waiting for "
            + seconds(maxWait)
            + " (ibkr.limits.max-wait)"
            + others(others)
            + ". Call less often, or from fewer threads.",
        null);
  }

  private static String limit(Meter meter) {
    return "the limit of " + meter.limit() + " for " + meter.name();
  }

  private static String others(int count) {
    return switch (count) {
      case 0 -> "";
      case 1 -> ", with one other call waiting";
      default -> ", with " + count + " other calls waiting";
    };
  }

  /** Rounded up: who waits that long has waited long enough. */
  private static String seconds(Duration span) {
    return span.plusNanos(999_999_999).toSeconds() + " s";
  }

  private static RateLimitedException exception(
      Endpoint endpoint, String message, @Nullable Duration wait) {
    return new RateLimitedException(
        Failure.of(endpoint, message).thatMayPass().withRetryAfter(wait));
  }
}
