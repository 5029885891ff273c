package io.github.ibkrauth.ibkr.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** How many messages of each topic were sent, and what clients said lately. Thread-safe. */
final class StreamLog {
  private static final int KEPT = 2_000;

  private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> received = new ArrayDeque<>();

  void sent(String topic) {
    sent.computeIfAbsent(topic, name -> new LongAdder()).increment();
  }

  long count(String topic) {
    LongAdder count = sent.get(topic);
    return count == null ? 0 : count.sum();
  }

  void received(String message) {
    lock.lock();
    try {
      if (received.size() == KEPT) {
        received.removeFirst();
      }
      received.add(message);
    } finally {
      lock.unlock();
    }
  }

  List<String> received() {
    lock.lock();
    try {
      return List.copyOf(received);
    } finally {
      lock.unlock();
    }
  }
}
