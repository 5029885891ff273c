package io.github.ibkrauth.ibkr.ws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One subscription at the broker and the consumers that share it. Its lock keeps messages and
 * newcomers apart, so that a newcomer neither misses nor sees twice what comes while it joins. What
 * concerns the connection is guarded by the {@link Registry}'s lock.
 */
abstract class ServerTopic<T> {

  private static final long LONGEST_SILENCE = 600_000;

  final String key;
  final Terms terms;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Place<T>> places = new CopyOnWriteArrayList<>();

  /** On which connection it was subscribed; below zero on none. */
  long sentOn = -1;

  /** When, in milliseconds of the connection's time. */
  long sentAt;

  private volatile long heardAt = -1;
  private volatile int silences;

  ServerTopic(String key, Terms terms) {
    this.key = key;
    this.terms = terms;
  }

  /** Returns what subscribes it, with all that its consumers want; empty when nothing does. */
  abstract List<String> opening();

  /** Returns what ends it. */
  abstract List<String> closing();

  /** Returns what a message says; called by one thread at a time. */
  abstract List<T> events(Frame frame);

  /** Returns what a newcomer is told at once. */
  List<T> known() {
    return List.of();
  }

  /** Adds a consumer. */
  void join(Outlet<T> outlet, Function<T, @Nullable T> filter) {
    lock.lock();
    try {
      Place<T> place = new Place<>(outlet, filter);
      places.add(place);
      known().forEach(place::offer);
    } finally {
      lock.unlock();
    }
  }

  /** Takes a consumer out; returns whether it was the last. */
  boolean leave(Outlet<T> outlet) {
    lock.lock();
    try {
      return places.removeIf(place -> place.outlet == outlet) && places.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Hands a message on. */
  void accept(Frame frame, long now) {
    heardAt = now;
    silences = 0;
    lock.lock();
    try {
      for (T event : events(frame)) {
        for (Place<T> place : places) {
          place.offer(event);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends all consumers with an error. */
  void fail(StreamException error) {
    places.forEach(place -> place.outlet.fail(error));
  }

  /** Completes all consumers. */
  void complete() {
    places.forEach(place -> place.outlet.complete());
  }

  /** Whether it must be subscribed again by now, because it ends by itself or was silent long. */
  boolean isDue(long now) {
    if (terms.renewal() != null && now - sentAt >= terms.renewal().toMillis()) {
      return true;
    }
    if (terms.silence() == null) {
      return false;
    }
    long limit = Math.min(LONGEST_SILENCE, terms.silence().toMillis() << Math.min(silences, 10));
    if (now - Math.max(sentAt, heardAt) < limit) {
      return false;
    }
    silences++;
    return true;
  }

  /** Whether it has been silent for longer than is usual. */
  boolean isStale() {
    return silences > 0;
  }

  /** Returns when it was last heard of in the connection's time; below zero for never. */
  long heardAt() {
    return heardAt;
  }

  int consumers() {
    return places.size();
  }

  private record Place<T>(Outlet<T> outlet, Function<T, @Nullable T> filter) {

    void offer(T event) {
      T wanted = filter.apply(event);
      if (wanted != null) {
        outlet.offer(wanted);
      }
    }
  }
}
