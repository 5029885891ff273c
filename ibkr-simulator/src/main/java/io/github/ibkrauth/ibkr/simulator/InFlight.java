package io.github.ibkrauth.ibkr.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Counts how many requests of a kind are being answered at the same time. Thread-safe. */
final class InFlight {
  private static final class Gauge {
    int now;
    int most;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RequestLog.Target, Gauge> gauges = new HashMap<>();

  void enter(RequestLog.Target target) {
    lock.lock();
    try {
      Gauge gauge = gauges.computeIfAbsent(target, key -> new Gauge());
      gauge.most = Math.max(gauge.most, ++gauge.now);
    } finally {
      lock.unlock();
    }
  }

  void leave(RequestLog.Target target) {
    lock.lock();
    try {
      Gauge gauge = gauges.get(target);
      if (gauge != null && gauge.now > 0) {
        gauge.now--;
      }
    } finally {
      lock.unlock();
    }
  }

  int most(String method, PathPattern pattern) {
    lock.lock();
    try {
      return gauges.entrySet().stream()
          .filter(entry -> entry.getKey().fits(method, pattern))
          .mapToInt(entry -> entry.getValue().most)
          .max()
          .orElse(0);
    } finally {
      lock.unlock();
    }
  }

  void forgetMost() {
    lock.lock();
    try {
      gauges.values().removeIf(gauge -> gauge.now == 0);
      gauges.values().forEach(gauge -> gauge.most = gauge.now);
    } finally {
      lock.unlock();
    }
  }
}
