package io.github.ibkrauth.ibkr.endpoint;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one limit. Two things together decide whether a call may go:
 *
 * <ul>
 *   <li>a token bucket spaces calls out, so that not a whole span's worth goes at once;
 *   <li>each call holds one of the limit's places from when it goes out until a span after its
 *       answer has come. The broker counts a call at some moment between the two, so however long
 *       the way there is, no span of the broker's time sees more calls than the limit allows. With
 *       a limit of calls at the same time the place is free when the answer is there, and there is
 *       no bucket.
 * </ul>
 *
 * <p>Where that would let slow answers hold up everything, a call is taken to have arrived some
 * time after it went out. Used under its owner's lock; times are nanoseconds of one clock.
 */
final class Meter {

  static final long NEVER = Long.MAX_VALUE;

  private final String name;
  private final Limit limit;
  private final int reserve;
  private final long longestWay;
  private final long span;
  private final @Nullable Bucket bucket;
  private final ArrayDeque<Lease> leases = new ArrayDeque<>();

  /**
   * Creates it, with every place free.
   *
   * @param name whose limit it is, as part of a sentence
   * @param reserve how many places only urgent calls may take
   * @param longestWay after how long a call has arrived that has no answer; {@link #NEVER} for when
   *     the answer is there
   * @param time the owner's clock
   */
  Meter(String name, Limit limit, int reserve, long longestWay, TimeMeter time) {
    this.name = name;
    this.limit = limit;
    this.reserve = reserve;
    this.longestWay = longestWay;
    this.span = limit.span().toNanos();
    this.bucket =
        limit.isConcurrency()
            ? null
            : Bucket.builder()
                .addLimit(
                    bandwidth ->
                        bandwidth
                            .capacity(Math.max(1, limit.calls() / 2))
                            .refillGreedy(limit.calls(), limit.span()))
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
  }

  String name() {
    return name;
  }

  Limit limit() {
    return limit;
  }

  /** Returns whether a call may go now. */
  boolean admits(boolean urgent, long now) {
    int kept = urgent ? 0 : reserve;
    // Places come back about in the order in which they were taken; where that is not enough, in
    // any.
    while (!leases.isEmpty() && returns(leases.peek()) <= now) {
      leases.remove();
    }
    if (limit.calls() - leases.size() <= kept) {
      sweep(now);
    }
    return limit.calls() - leases.size() > kept
        && (urgent || bucket == null || bucket.getAvailableTokens() >= 1);
  }

  /** Takes a place and a token; an urgent call leaves the bucket empty if it has to. */
  Lease take() {
    if (bucket != null) {
      bucket.tryConsume(1);
    }
    Lease lease = new Lease();
    leases.add(lease);
    return lease;
  }

  /** Gives a place and its token back for a call that never went out. */
  void giveBack(Lease lease) {
    if (leases.remove(lease) && bucket != null) {
      bucket.addTokens(1);
    }
  }

  /**
   * Returns when the next call may go at the earliest, or {@link #NEVER} as long as that depends on
   * an answer.
   */
  long nextAt(boolean urgent, long now) {
    int needed = limit.calls() - (urgent ? 0 : reserve);
    sweep(now);
    long at = now;
    if (leases.size() >= needed) {
      long[] returns = leases.stream().mapToLong(this::returns).sorted().toArray();
      at = returns[leases.size() - needed];
    }
    if (bucket == null || urgent || at == NEVER) {
      return at;
    }
    return Math.max(at, now + bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  /**
   * Returns the least that a call must wait with some others before it.
   *
   * @param before how many wait for this meter before it
   */
  long leastWait(boolean urgent, int before, long now) {
    if (limit.isConcurrency()) {
      return 0;
    }
    long next = nextAt(urgent, now);
    // A call under way cannot give its place back sooner than a span from now.
    long first = next == NEVER ? span : next - now;
    return first + before / limit.calls() * span;
  }

  private void sweep(long now) {
    leases.removeIf(lease -> returns(lease) <= now);
  }

  private long returns(Lease lease) {
    long arrived = longestWay == NEVER || !lease.wasSent() ? NEVER : lease.sent + longestWay;
    if (lease.ended != Lease.NOT_YET) {
      arrived = Math.min(arrived, lease.ended);
    }
    return arrived == NEVER ? NEVER : arrived + span;
  }

  /** A place that a call holds. */
  static final class Lease {

    private static final long NOT_YET = -1;

    private long sent = NOT_YET;
    private long ended = NOT_YET;

    /** Notes that the call goes out. */
    void sent(long now) {
      sent = now;
    }

    /** Notes that its answer is there, or that none will come. */
    void ended(long now) {
      if (ended == NOT_YET) {
        ended = now;
      }
    }

    private boolean wasSent() {
      return sent != NOT_YET;
    }
  }
}
