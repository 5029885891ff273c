package io.github.ibkrauth.ibkr.ws;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A consumer that keeps what it gets. */
final class Collector<T> implements Flow.Subscriber<T> {

  private final long first;
  private final BlockingQueue<T> events = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  volatile Flow.@Nullable Subscription subscription;
  volatile @Nullable Throwable error;

  private Collector(long first) {
    this.first = first;
  }

  /** Returns one that asks for everything. */
  static <T> Collector<T> of(StreamTopic<T> topic) {
    return of(topic, Long.MAX_VALUE);
  }

  /** Returns one that asks for so many at first. */
  static <T> Collector<T> of(StreamTopic<T> topic, long first) {
    Collector<T> collector = new Collector<>(first);
    topic.subscribe(collector);
    return collector;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (first > 0) {
      given.request(first);
    }
  }

  void request(long n) {
    Flow.Subscription given = subscription;
    if (given != null) {
      given.request(n);
    }
  }

  void cancel() {
    Flow.Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
  }

  @Override
  public void onNext(T event) {
    events.add(event);
  }

  @Override
  public void onError(Throwable thrown) {
    error = thrown;
    ended.countDown();
  }

  @Override
  public void onComplete() {
    ended.countDown();
  }

  /** Returns the next event. */
  T next() {
    try {
      T event = events.poll(20, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came within 20 s");
      }
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns whether nothing came for a while. */
  boolean isQuiet() {
    try {
      return events.poll(100, TimeUnit.MILLISECONDS) == null;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<T> all() {
    return List.copyOf(events);
  }

  boolean hasEnded() {
    try {
      return ended.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
