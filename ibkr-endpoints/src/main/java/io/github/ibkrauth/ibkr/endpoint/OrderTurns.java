package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.OrderTurnException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one conversation about orders of an account run at a time, since the next one would kill the
 * question that the broker has just asked. Those who wait come to their turn in order. The lock is
 * held while the conversation runs, and only there: see decision 0010. Thread-safe.
 */
final class OrderTurns {

  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Map<String, ReentrantLock> accounts = new ConcurrentHashMap<>();
  private final Duration longestWait;

  OrderTurns(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /**
   * Does the work when it is the caller's turn.
   *
   * @throws OrderTurnException when that is not so in time
   * @throws io.github.ibkrauth.ibkr.NoAnswerException when the thread is interrupted; its interrupt
   *     status is set again
   * @throws IllegalStateException when the calling thread is in a conversation about that account
   */
  <T> T take(String accountId, Endpoint endpoint, Supplier<T> work) {
    ReentrantLock turn = accounts.computeIfAbsent(accountId, id -> new ReentrantLock(true));
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          endpoint
              + " was called while a question about an order of the same account is decided, which"
              + " would kill the question. Decide first.");
    }
    await(turn, accountId, endpoint);
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  private void await(ReentrantLock turn, String accountId, Endpoint endpoint) {
    try {
      if (turn.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted(endpoint);
    }
    throw new OrderTurnException(
        Failure.of(
                endpoint,
                endpoint
                    + " was not sent: another conversation about an order of account "
                    + accountId
                    + " has not ended within "
                    + longestWait.toSeconds()
                    + " s. Its question may be waiting for somebody's decision. Try again.")
            .thatMayPass());
  }
}
