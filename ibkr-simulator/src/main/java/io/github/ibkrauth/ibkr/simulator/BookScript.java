package io.github.ibkrauth.ibkr.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a test has scripted for the orders to come, and how often each was asked for. Thread-safe.
 */
final class BookScript {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<List<String>> questions = new ArrayDeque<>();
  private final Deque<String> rejections = new ArrayDeque<>();
  private final Deque<String> deactivations = new ArrayDeque<>();
  private final Map<String, Integer> submissions = new HashMap<>();
  volatile FillPolicy fillPolicy = FillPolicy.AS_QUOTED;
  volatile boolean asksByItself = true;
  volatile boolean acceptsDuplicates;
  volatile boolean holdsCancels;
  volatile boolean outdatedRepliesGoLive;

  void ask(List<String> messageIds) {
    add(questions, List.copyOf(messageIds));
  }

  /** What the next order is asked; nothing unless scripted. */
  List<String> nextQuestions() {
    List<String> next = take(questions);
    return next == null ? List.of() : next;
  }

  void reject(String text) {
    add(rejections, text);
  }

  @Nullable String nextRejection() {
    return take(rejections);
  }

  void deactivate(String reason) {
    add(deactivations, reason);
  }

  @Nullable String nextDeactivation() {
    return take(deactivations);
  }

  void submitted(String clientOrderId) {
    lock.lock();
    try {
      submissions.merge(clientOrderId, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  int submissions(String clientOrderId) {
    lock.lock();
    try {
      return submissions.getOrDefault(clientOrderId, 0);
    } finally {
      lock.unlock();
    }
  }

  private <T> void add(Deque<T> queue, T value) {
    lock.lock();
    try {
      queue.add(value);
    } finally {
      lock.unlock();
    }
  }

  private <T> @Nullable T take(Deque<T> queue) {
    lock.lock();
    try {
      return queue.poll();
    } finally {
      lock.unlock();
    }
  }
}
