package io.github.ibkrauth.auth.oauth2;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps refusals from becoming a storm of logins. A token that was fetched in the ordinary course
 * is replaced as soon as it is refused. One that was itself fetched in place of a refused one must
 * first reach an age: 5 seconds, and twice that for each further refusal in a row, up to 5 minutes.
 * A token that lived for ten minutes ends the row. Thread-safe.
 */
final class RenewalGuard {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration PROVEN = Duration.ofMinutes(10);

  private final AtomicInteger row = new AtomicInteger();

  /** Returns how long it must still be waited before this token may be replaced; zero if not. */
  Duration waitBefore(BearerToken refused, Instant now) {
    Duration due = quietTime(refused.refusalsBefore());
    Duration age = Duration.between(refused.issuedAt(), now);
    return age.compareTo(due) >= 0 ? Duration.ZERO : due.minus(age);
  }

  /** Notes that a token is about to be dropped because it was refused. */
  void refused(BearerToken token, Instant now) {
    boolean proven = Duration.between(token.issuedAt(), now).compareTo(PROVEN) >= 0;
    row.set(proven ? 1 : token.refusalsBefore() + 1);
  }

  /** Returns how many refusals led to the token that has just been fetched. */
  int takeRow() {
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
