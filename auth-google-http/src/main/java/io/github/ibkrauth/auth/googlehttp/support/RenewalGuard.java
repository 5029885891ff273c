package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps refusals from becoming a storm of logins. A token that was fetched in the ordinary course
 * is replaced as soon as it is refused. One that was itself fetched in place of a refused one must
 * first reach an age: 5 seconds, and twice that for each further refusal in a row, up to 5 minutes.
 * A token that lived for ten minutes ends the row. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class RenewalGuard {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration PROVEN = Duration.ofMinutes(10);

  private final AtomicInteger row = new AtomicInteger();

  /** Creates a guard with no refusals behind it. */
  public RenewalGuard() {}

  /**
   * Returns how long it must still be waited before a token may be replaced; zero if not.
   *
   * @param refusalsBefore how many refusals led to that token, see {@link #takeRow()}
   * @param issuedAt when it was issued
   * @param now by the same clock
   */
  public Duration waitBefore(int refusalsBefore, Instant issuedAt, Instant now) {
    Duration due = quietTime(refusalsBefore);
    Duration age = Duration.between(issuedAt, now);
    return age.compareTo(due) >= 0 ? Duration.ZERO : due.minus(age);
  }

  /** Notes that a token is about to be dropped because it was refused. */
  public void refused(int refusalsBefore, Instant issuedAt, Instant now) {
    boolean proven = Duration.between(issuedAt, now).compareTo(PROVEN) >= 0;
    row.set(proven ? 1 : refusalsBefore + 1);
  }

  /** Returns how many refusals led to the token that has just been fetched, and begins anew. */
  public int takeRow() {
    return row.getAndSet(0);
  }

  private static Duration quietTime(int refusals) {
    Duration time = refusals == 0 ? Duration.ZERO : FIRST;
    for (int i = 1; i < refusals && time.compareTo(LONGEST) < 0; i++) {
      time = time.multipliedBy(2);
    }
    return time.compareTo(LONGEST) < 0 ? time : LONGEST;
  }
}
