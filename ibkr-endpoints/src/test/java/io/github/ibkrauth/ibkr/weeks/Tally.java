package io.github.ibkrauth.ibkr.weeks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** What came of the application's calls. Thread-safe. */
final class Tally {

  private static final int SHOWN = 25;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private long expected;
  private long failed;
  private long besides;

  void worked(boolean wasExpected) {
    lock.lock();
    try {
      if (wasExpected) {
        expected++;
      } else {
        besides++;
      }
    } finally {
      lock.unlock();
    }
  }

  void failed(boolean wasExpected, Instant when, String call, String status, RuntimeException why) {
    if (!wasExpected) {
      worked(false);
      return;
    }
    lock.lock();
    try {
      expected++;
      failed++;
      kinds.merge(call + " " + why.getClass().getSimpleName(), 1, Integer::sum);
      if (failures.size() < SHOWN) {
        failures.add(when + " " + call + " while " + status + ": " + why);
      }
    } finally {
      lock.unlock();
    }
  }

  long expected() {
    return expected;
  }

  double share() {
    return expected == 0 ? 1 : 1 - (double) failed / expected;
  }

  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "%d of %d calls that should have worked failed (%.4f %%), %d others were made; %s%n",
            failed,
            expected,
            100.0 * failed / Math.max(1, expected),
            besides,
            kinds)
        + String.join("\n", failures);
  }
}
