package io.github.ibkrauth.ibkr;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Notices when this program and another take the brokerage session from each other over and over:
 * after a number of losses within a time it says stop. Thread-safe.
 */
final class DuelWatch {

  private final SessionSettings.Duel limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Instant> losses = new ArrayDeque<>();
  private boolean stopped;

  DuelWatch(SessionSettings.Duel limit) {
    this.limit = limit;
  }

  /** Notes that another login took the session; returns whether that was once too often. */
  boolean lost(Instant now) {
    lock.lock();
    try {
      losses.addLast(now);
      Instant since = now.minus(limit.period());
      // A clock that was set back leaves losses in the future, which count no longer.
      losses.removeIf(at -> at.isBefore(since) || at.isAfter(now));
      stopped |= losses.size() >= limit.losses();
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the session must not be taken. */
  boolean stopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the other has gone; its next visits count with those before. */
  void otherLeft() {
    lock.lock();
    try {
      stopped = false;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything, because somebody asked to open. */
  void forgive() {
    lock.lock();
    try {
      stopped = false;
      losses.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what happened, for people. */
  String words() {
    return "it was lost to another login "
        + limit.losses()
        + " times within "
        + limit.period().toMinutes()
        + " minutes, so it is no longer taken back.";
  }
}
